import type { Services } from '../../services/index.ts';
import * as operations from '../operations/settings.ts';
import type { Register } from './register.ts';

export function settingsRoutes(on: Register, services: Services): void {
  on(operations.readSettings, ({ actor }) => services.getSettings(actor));
  on(operations.changeSettings, ({ actor, body, expectedVersion }) => services.changeSettings(actor, body, expectedVersion));
}
