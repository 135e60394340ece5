import type { Hub } from '../hub/hub-dependencies.ts';
import { inForce } from '../hub/market/connection-index.ts';
import { obstaclesOf } from '../hub/partners/agreement-obstacles.ts';
import { daysOf } from '../hub/partners/agreement-validity.ts';
import {
  changeAgreement,
  createAgreement,
  createAgreements,
  deleteAgreement,
  findAgreement,
} from '../hub/partners/agreements.ts';
import { applied, exported, type Plan, planned, wantedOf } from '../hub/partners/apply-agreements-file.ts';
import { flowsOf } from '../hub/partners/effects-of-agreement-plan.ts';
import type { Agreement } from '../hub/ports/connection-registry.ts';
import { forEver } from '../hub/ports/expiring-key-values.ts';
import type {
  AgreementChange,
  AgreementPlan,
  AgreementSet,
  AgreementView,
  NewAgreement,
} from '../hub/types.generated.ts';
import { type Party, partyId } from '../ocpi/words/party-id.ts';
import { type Listing, namesOf, pageOf, partyParameter } from './list-filters-and-paging.ts';
import type { Admin, AdminAnswer, AdminRequest } from './route-types.ts';

const yesOrNo = ['yes', 'no'] as const;

/** The search, filters and orders of the list of agreements. */
export const listing: Listing<Agreement> = {
  searched: 'the parties, their names and the id',
  texts: ({ id, cpo, emsp }, hub) => [id, ...namesOf(hub, 'CPO', cpo), ...namesOf(hub, 'EMSP', emsp)],
  shows: ({ deleted }) => !deleted,
  filters: [
    {
      ...{
        name: 'status',
        kind: 'text',
        description: 'Status',
        oneOf: ['ACTIVE', 'SUSPENDED', 'TERMINATED'],
      },
      fits: ({ status }, value) => status === value,
    },
    {
      ...partyParameter,
      description: 'Party on either side, such as NL*ABC',
      fits: ({ cpo, emsp }, value) => [cpo, emsp].includes(value.toUpperCase() as Party),
    },
    {
      ...{ ...partyParameter, name: 'cpo', description: 'Its operator' },
      fits: ({ cpo }, value) => cpo === value.toUpperCase(),
    },
    {
      ...{ ...partyParameter, name: 'emsp', description: 'Its provider' },
      fits: ({ emsp }, value) => emsp === value.toUpperCase(),
    },
    {
      ...{ name: 'in_force', kind: 'text', description: 'Whether it lets data through now', oneOf: yesOrNo },
      fits: (agreement, value, hub) => inForce(agreement, hub.now()) === (value === 'yes'),
    },
    {
      name: 'obstacles',
      kind: 'text',
      description: 'Whether something is in the way of a party: it is unknown, not registered, suspended',
      oneOf: yesOrNo,
      fits: (agreement, value, hub) =>
        obstaclesOf(hub.store.registry.read(), agreement).length > 0 === (value === 'yes'),
    },
    {
      ...{
        name: 'ends_before',
        kind: 'time',
        description: 'Only those in force now that end before this time',
      },
      fits: (agreement, value, hub) =>
        inForce(agreement, hub.now()) && Date.parse(agreement.valid_to ?? '') < Date.parse(value),
    },
  ],
  orders: {
    created: ({ created }) => created,
    cpo: ({ cpo }) => cpo,
    emsp: ({ emsp }) => emsp,
    status: ({ status }) => status,
    valid_from: ({ valid_from }) => Date.parse(valid_from ?? '') || 0,
    valid_to: ({ valid_to }) => Date.parse(valid_to ?? '') || forEver,
  },
};

/** Lists agreements, oldest first where the query does not say. */
export function list({ hub }: Admin, request: AdminRequest): AdminAnswer {
  const { rows, headers } = pageOf(hub.store.registry.read().agreements, listing, hub, request);
  return { headers, body: rows.map((agreement) => view(hub, agreement)) };
}

/** Shows one agreement. */
export function show({ hub }: Admin, { params }: AdminRequest): AdminAnswer {
  return { body: view(hub, findAgreement(hub, params.id ?? '')) };
}

/** Creates an agreement, or those of a list: all or none. */
export async function create({ hub }: Admin, { body }: AdminRequest): Promise<AdminAnswer> {
  if (Array.isArray(body)) {
    const made = await createAgreements(hub, body as NewAgreement[]);
    return { status: 201, body: made.map((agreement) => view(hub, agreement)) };
  }
  const agreement = await createAgreement(hub, body as NewAgreement);
  return {
    status: 201,
    headers: { Location: `/admin/agreements/${agreement.id}` },
    body: view(hub, agreement),
  };
}

/** Shows all agreements that have not been terminated, as a file. */
export function exportAll({ hub }: Admin): AdminAnswer {
  return { body: exported(hub) };
}

/** Shows what a file of agreements would change. */
export async function plan({ hub }: Admin, { body }: AdminRequest): Promise<AdminAnswer> {
  return { body: await planView(hub, await planned(hub, body as AgreementSet), false) };
}

/** Creates, changes and ends agreements so that the hub has those of a file. */
export async function apply({ hub }: Admin, { body }: AdminRequest): Promise<AdminAnswer> {
  return { body: await planView(hub, await applied(hub, body as AgreementSet), true) };
}

async function planView(hub: Hub, plan: Plan, isApplied: boolean): Promise<AgreementPlan> {
  const { create, change, end, unchanged } = plan;
  return {
    applied: isApplied,
    create: create.map(wantedOf),
    change: change.map(({ before, after }) => ({ before: wantedOf(before), after: wantedOf(after) })),
    end: end.map(({ before }) => wantedOf(before)),
    unchanged,
    flows: await flowsOf(hub, plan),
  };
}

/** Changes the status or validity of an agreement. */
export async function change({ hub }: Admin, { params, body }: AdminRequest): Promise<AdminAnswer> {
  return { body: view(hub, await changeAgreement(hub, params.id ?? '', body as AgreementChange)) };
}

/** Terminates an agreement. */
export async function remove({ hub }: Admin, { params }: AdminRequest): Promise<AdminAnswer> {
  await deleteAgreement(hub, params.id ?? '');
  return { status: 204 };
}

function view(hub: Hub, agreement: Agreement): AgreementView {
  const { id, cpo, emsp, status, valid_from, valid_to, zone = null, run_off = true, created } = agreement;
  return {
    id,
    cpo: partyId(cpo),
    emsp: partyId(emsp),
    status,
    valid_from,
    valid_to,
    ...daysOf(agreement),
    zone,
    run_off,
    created,
    in_force: inForce(agreement, hub.now()),
    obstacles: obstaclesOf(hub.store.registry.read(), agreement),
  };
}
