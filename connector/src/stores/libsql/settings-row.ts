import type { Settings } from '@dispatchkit/contract';
import { sql } from 'drizzle-orm/sql/sql';
import { defaultSettings } from './default-settings.ts';
import type { SqlRunner } from './sql-runner.ts';

export async function readSettings(runner: SqlRunner, tenant: string): Promise<Settings> {
  const rows = await runner.all(sql`select settings from tenants where id = ${tenant}`);
  const stored = rows[0]?.settings;
  const defaults = defaultSettings(tenant);
  // Settings that were stored before a key existed get its default.
  return typeof stored === 'string' ? { ...defaults, ...(JSON.parse(stored) as Partial<Settings>) } : defaults;
}

export async function writeSettings(runner: SqlRunner, tenant: string, settings: Settings): Promise<void> {
  await runner.later(sql`update tenants set settings = ${JSON.stringify(settings)} where id = ${tenant}`);
}
