import { createRouter, createWebHashHistory, type Router, type RouteRecordRaw } from 'vue-router'

/**
 * Pages that other folders own. A path is a page, a drawer is a query (`?open=`), views and filters are queries (ux.md
 * 2).
 */
const pages: RouteRecordRaw[] = [
  { path: '/', name: 'dashboard', component: () => import('~/components/dashboard/DashboardPage.vue') },
  { path: '/needs-me', name: 'needsMe', component: () => import('~/components/task/NeedsMePage.vue') },
  {
    path: '/readiness/:clause?',
    name: 'readiness',
    component: () => import('~/components/readiness/ReadinessPage.vue'),
  },
  { path: '/progress', name: 'progress', component: () => import('~/components/progress/ProgressPage.vue') },
  { path: '/context', name: 'context', component: () => import('~/components/context/ContextPage.vue') },
  { path: '/roles', name: 'roles', component: () => import('~/components/people/RolesPage.vue') },
  { path: '/risks', name: 'risks', component: () => import('~/components/risk/RisksPage.vue') },
  { path: '/soa', name: 'soa', component: () => import('~/components/soa/ApplicabilityPage.vue') },
  { path: '/controls', name: 'controls', component: () => import('~/components/control/ControlsPage.vue') },
  { path: '/tasks', name: 'tasks', component: () => import('~/components/task/TasksPage.vue') },
  { path: '/assets', name: 'assets', component: () => import('~/components/asset/AssetsPage.vue') },
  { path: '/audits', name: 'audits', component: () => import('~/components/audit/AuditsPage.vue') },
  { path: '/policies', name: 'policies', component: () => import('~/components/policy/PoliciesPage.vue') },
  { path: '/treatment', name: 'treatment', component: () => import('~/components/treatment/TreatmentPage.vue') },
  { path: '/objectives', name: 'objectives', component: () => import('~/components/objective/ObjectivesPage.vue') },
  { path: '/suppliers', name: 'suppliers', component: () => import('~/components/supplier/SuppliersPage.vue') },
  { path: '/incidents', name: 'incidents', component: () => import('~/components/incident/IncidentsPage.vue') },
  { path: '/people', name: 'people', component: () => import('~/components/people/PeoplePage.vue') },
  { path: '/metrics', name: 'metrics', component: () => import('~/components/metric/MetricsPage.vue') },
  { path: '/reviews', name: 'reviews', component: () => import('~/components/review/ReviewsPage.vue') },
  {
    path: '/nonconformities',
    name: 'nonconformities',
    component: () => import('~/components/improvement/NonconformitiesPage.vue'),
  },
  {
    path: '/improvements',
    name: 'improvements',
    component: () => import('~/components/improvement/ImprovementsPage.vue'),
  },
  {
    path: '/frameworks/:id?',
    name: 'frameworks',
    component: () => import('~/components/framework/FrameworksPage.vue'),
  },
  { path: '/reports', name: 'reports', component: () => import('~/components/report/ReportsPage.vue') },
  { path: '/reports/import', name: 'import', component: () => import('~/components/exchange/import/ImportPage.vue') },
  { path: '/reports/oscal', name: 'oscal', component: () => import('~/components/exchange/oscal/OscalPage.vue') },
  {
    path: '/print/:report',
    name: 'print',
    component: () => import('~/components/report/PrintPage.vue'),
    meta: { bare: true },
  },
  { path: '/evidence/:ref?', name: 'evidence', component: () => import('~/components/evidence/EvidenceRoute.vue') },
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
  { path: '/:route/:ref', name: 'record', component: () => import('~/components/record/RecordRoute.vue') },
  { path: '/:rest(.*)*', name: 'notFound', component: () => import('~/components/shell/NotFoundPage.vue') },
]

export const createAppRouter = (): Router => createRouter({ history: createWebHashHistory(), routes: pages })
