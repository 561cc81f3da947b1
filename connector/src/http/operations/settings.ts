import { Settings, SettingsPatch } from '@dispatchkit/contract';
import { operation } from './operation.ts';

export const readSettings = operation({
  id: 'readSettings',
  method: 'get',
  path: '/settings',
  tag: 'settings',
  summary: 'Read the settings of the tenant',
  action: 'settings:read',
  answer: Settings,
  etag: true,
});

export const changeSettings = operation({
  id: 'changeSettings',
  method: 'patch',
  path: '/settings',
  tag: 'settings',
  summary: 'Change the settings of the tenant',
  action: 'settings:write',
  stepUp: true,
  body: SettingsPatch,
  mergePatch: true,
  answer: Settings,
  ifMatch: 'required',
  etag: true,
  problems: ['in_use'],
});
