/** Numbers for Prometheus. Labels are closed lists: no ids, addresses or sizes of single entries. */

import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client'

export interface Metrics {
  readonly registry: Registry
  readonly connections: Gauge
  readonly workspacesOpen: Gauge
  readonly entriesStored: Counter
  readonly entriesRefused: Counter<'reason'>
  readonly entriesSent: Counter
  readonly commitSeconds: Histogram
  readonly commitEntries: Histogram
  readonly closes: Counter<'code'>
  readonly presenceFrames: Counter
  readonly blobBytes: Counter<'direction'>
  readonly httpRequests: Counter<'route' | 'status'>
}

export function createMetrics(options: { readonly processMetrics: boolean }): Metrics {
  const registry = new Registry()
  const registers = [registry]
  if (options.processMetrics) collectDefaultMetrics({ register: registry, prefix: 'plumbline_' })
  return {
    registry,
    connections: new Gauge({ registers, name: 'plumbline_connections', help: 'Open sockets' }),
    workspacesOpen: new Gauge({ registers, name: 'plumbline_workspaces_open', help: 'Workspaces held in memory' }),
    entriesStored: new Counter({
      registers,
      name: 'plumbline_entries_stored_total',
      help: 'Entries that were given a position',
    }),
    entriesRefused: new Counter({
      registers,
      name: 'plumbline_entries_refused_total',
      help: 'Entries refused, by reason',
      labelNames: ['reason'],
    }),
    entriesSent: new Counter({ registers, name: 'plumbline_entries_sent_total', help: 'Entries delivered to readers' }),
    commitSeconds: new Histogram({
      registers,
      name: 'plumbline_commit_seconds',
      help: 'Time of a durable write of a batch',
      buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.5, 2],
    }),
    commitEntries: new Histogram({
      registers,
      name: 'plumbline_commit_entries',
      help: 'Entries of one workspace in one batch',
      buckets: [1, 2, 5, 10, 25, 50, 100, 250],
    }),
    closes: new Counter({
      registers,
      name: 'plumbline_closes_total',
      help: 'Sockets closed by the relay, by code',
      labelNames: ['code'],
    }),
    presenceFrames: new Counter({
      registers,
      name: 'plumbline_presence_frames_total',
      help: 'Presence frames received',
    }),
    blobBytes: new Counter({
      registers,
      name: 'plumbline_blob_bytes_total',
      help: 'Bytes of encrypted files moved',
      labelNames: ['direction'],
    }),
    httpRequests: new Counter({
      registers,
      name: 'plumbline_http_requests_total',
      help: 'HTTP requests',
      labelNames: ['route', 'status'],
    }),
  }
}
