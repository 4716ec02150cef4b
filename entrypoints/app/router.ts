import { createRouter, createWebHashHistory, type Router, type RouteRecordRaw } from 'vue-router'

/**
 * Pages that other folders own. A path is a page, a drawer is a query (`?open=`), views and filters are queries (ux.md
 * 2).
 */
const pages: RouteRecordRaw[] = [
  { path: '/', name: 'dashboard', component: () => import('./pages/DashboardPage.vue') },
  { path: '/needs-me', name: 'needsMe', component: () => import('./pages/NeedsMePage.vue') },
  { path: '/readiness/:clause?', name: 'readiness', component: () => import('./pages/ReadinessPage.vue') },
  { path: '/progress', name: 'progress', component: () => import('./pages/ProgressPage.vue') },
  { path: '/context', name: 'context', component: () => import('./pages/ContextPage.vue') },
  { path: '/roles', name: 'roles', component: () => import('./pages/RolesPage.vue') },
  { path: '/risks', name: 'risks', component: () => import('./pages/RisksPage.vue') },
  { path: '/soa', name: 'soa', component: () => import('./pages/ApplicabilityPage.vue') },
  { path: '/controls', name: 'controls', component: () => import('./pages/ControlsPage.vue') },
  { path: '/tasks', name: 'tasks', component: () => import('./pages/TasksPage.vue') },
  { path: '/assets', name: 'assets', component: () => import('./pages/AssetsPage.vue') },
  { path: '/audits', name: 'audits', component: () => import('./pages/AuditsPage.vue') },
  { path: '/policies', name: 'policies', component: () => import('./pages/PoliciesPage.vue') },
  { path: '/treatment', name: 'treatment', component: () => import('./pages/TreatmentPage.vue') },
  { path: '/objectives', name: 'objectives', component: () => import('./pages/ObjectivesPage.vue') },
  { path: '/suppliers', name: 'suppliers', component: () => import('./pages/SuppliersPage.vue') },
  { path: '/incidents', name: 'incidents', component: () => import('./pages/IncidentsPage.vue') },
  { path: '/people', name: 'people', component: () => import('./pages/PeoplePage.vue') },
  { path: '/metrics', name: 'metrics', component: () => import('./pages/MetricsPage.vue') },
  { path: '/reviews', name: 'reviews', component: () => import('./pages/ReviewsPage.vue') },
  { path: '/nonconformities', name: 'nonconformities', component: () => import('./pages/NonconformitiesPage.vue') },
  { path: '/improvements', name: 'improvements', component: () => import('./pages/ImprovementsPage.vue') },
  { path: '/frameworks/:id?', name: 'frameworks', component: () => import('./pages/FrameworksPage.vue') },
  { path: '/reports', name: 'reports', component: () => import('./pages/ReportsPage.vue') },
  { path: '/reports/import', name: 'import', component: () => import('~/components/exchange/ImportPage.vue') },
  { path: '/reports/oscal', name: 'oscal', component: () => import('~/components/exchange/OscalPage.vue') },
  {
    path: '/print/:report',
    name: 'print',
    component: () => import('~/components/report/PrintPage.vue'),
    meta: { bare: true },
  },
  { path: '/evidence/:ref?', name: 'evidence', component: () => import('./pages/EvidenceRoute.vue') },
  {
    path: '/workspace/:section?',
    name: 'workspace',
    component: () => import('~/components/workspace/WorkspacePage.vue'),
  },
  { path: '/search', name: 'search', component: () => import('~/components/search/SearchPage.vue') },
  { path: '/activity', name: 'activity', component: () => import('~/components/activity/ActivityPage.vue') },
  { path: '/start', name: 'start', component: () => import('~/components/start/StartPage.vue'), meta: { bare: true } },
  {
    path: '/join/:link(.*)?',
    name: 'join',
    component: () => import('~/components/start/JoinPage.vue'),
    meta: { bare: true },
  },
  {
    path: '/verify',
    name: 'verify',
    component: () => import('~/components/pack/VerifyPage.vue'),
    meta: { bare: true },
  },
  { path: '/demo', name: 'demo', component: () => import('~/components/start/DemoPage.vue'), meta: { bare: true } },
  { path: '/:route/:ref', name: 'record', component: () => import('./pages/RecordRoute.vue') },
  { path: '/:rest(.*)*', name: 'notFound', component: () => import('./pages/NotFoundPage.vue') },
]

export const createAppRouter = (): Router => createRouter({ history: createWebHashHistory(), routes: pages })
