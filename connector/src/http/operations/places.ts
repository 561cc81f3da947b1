import { Customer, CustomerCreate, CustomerPatch, Site, SiteCreate, SitePatch } from '@dispatchkit/contract';
import { z } from 'zod';
import { bboxQuery, listQuery, pageOf, Tombstone } from './lists.ts';
import { operation } from './operation.ts';
import { anyOf, customFilter, ids, sortBy } from './query.ts';

const CustomerPage = pageOf('CustomerPage', Customer);
const SitePage = pageOf('SitePage', Site);

export const listCustomers = operation({
  id: 'listCustomers',
  method: 'get',
  path: '/customers',
  tag: 'customers',
  summary: 'List customers',
  action: 'customers:read',
  query: z.object({
    ...listQuery,
    custom: customFilter,
    sort: sortBy(['name', 'createdAt', 'updatedAt'], 'name', { custom: true }).optional(),
  }),
  answer: CustomerPage,
  problems: ['invalid_cursor'],
});
export const createCustomer = operation({
  id: 'createCustomer',
  method: 'post',
  path: '/customers',
  tag: 'customers',
  summary: 'Create a customer',
  action: 'customers:write',
  body: CustomerCreate,
  answer: Customer,
  status: 201,
  location: '/customers',
  etag: true,
  idempotency: 'kept',
  problems: ['already_exists'],
});
export const getCustomer = operation({
  id: 'getCustomer',
  method: 'get',
  path: '/customers/{customerId}',
  tag: 'customers',
  summary: 'Read a customer',
  action: 'customers:read',
  answer: Customer,
  etag: true,
});
export const changeCustomer = operation({
  id: 'changeCustomer',
  method: 'patch',
  path: '/customers/{customerId}',
  tag: 'customers',
  summary: 'Change a customer',
  action: 'customers:write',
  body: CustomerPatch,
  mergePatch: true,
  answer: Customer,
  ifMatch: 'required',
  etag: true,
  problems: ['already_exists'],
});
export const deleteCustomer = operation({
  id: 'deleteCustomer',
  method: 'delete',
  path: '/customers/{customerId}',
  tag: 'customers',
  summary: 'Delete a customer',
  action: 'customers:write',
  answer: Tombstone,
  ifMatch: 'required',
  problems: ['in_use'],
});

export const listSites = operation({
  id: 'listSites',
  method: 'get',
  path: '/sites',
  tag: 'sites',
  summary: 'List sites',
  action: 'sites:read',
  query: z.object({
    ...listQuery,
    customerId: ids('Only sites of these customers.').optional(),
    district: anyOf('Only sites in these districts.').optional(),
    bbox: bboxQuery,
    sort: sortBy(['name', 'address', 'district', 'createdAt', 'updatedAt'], 'name').optional(),
  }),
  answer: SitePage,
  problems: ['invalid_cursor'],
});
export const createSite = operation({
  id: 'createSite',
  method: 'post',
  path: '/sites',
  tag: 'sites',
  summary: 'Create a site',
  action: 'sites:write',
  body: SiteCreate,
  answer: Site,
  status: 201,
  location: '/sites',
  etag: true,
  idempotency: 'kept',
  problems: ['already_exists', 'unknown_reference'],
});
export const getSite = operation({
  id: 'getSite',
  method: 'get',
  path: '/sites/{siteId}',
  tag: 'sites',
  summary: 'Read a site',
  action: 'sites:read',
  answer: Site,
  etag: true,
});
export const changeSite = operation({
  id: 'changeSite',
  method: 'patch',
  path: '/sites/{siteId}',
  tag: 'sites',
  summary: 'Change a site',
  action: 'sites:write',
  body: SitePatch,
  mergePatch: true,
  answer: Site,
  ifMatch: 'required',
  etag: true,
  problems: ['already_exists', 'unknown_reference'],
});
export const deleteSite = operation({
  id: 'deleteSite',
  method: 'delete',
  path: '/sites/{siteId}',
  tag: 'sites',
  summary: 'Delete a site',
  action: 'sites:write',
  answer: Tombstone,
  ifMatch: 'required',
  problems: ['in_use'],
});
