import type {
  Capability,
  ConnectorFormat,
  ConnectorType,
  ParkingRestriction,
  PowerType,
  Status,
} from '../../src/ocpi/types/2.1.1.generated.ts';

/** A kind of EVSE: its connectors, capabilities, status and tariff. */
export interface EvseKind {
  connectors: Plug[];
  capabilities: Capability[];
  status: Status;
  tariff: string;
  restrictions: ParkingRestriction[];
  /** Whether EVSEs of this kind have an eMI3 `evse_id`; without one only the uid identifies them (LOC-32). */
  named: boolean;
  /** The fixed uid of an EVSE for tests, in place of a counted one: see `misbehaviour-of-test-evses.ts`. */
  uid?: string;
}

/** A connector: standard, socket or cable, current, volts (line to neutral), amperes. */
export interface Plug {
  standard: ConnectorType;
  format: ConnectorFormat;
  power: PowerType;
  volts: number;
  amperes: number;
}

/** The EVSE kind of a letter; throws for an unknown letter. */
export function evseKind(letter: string): EvseKind {
  const row = kinds[letter];
  if (!row) throw new Error(`no kind of EVSE is called ${letter}`);
  const [plugNames, capabilities, status, tariff, restrictions, id] = row;
  return {
    connectors: plugNames.split(' ').map(plugOf),
    capabilities: capabilities.split('').map((one) => capabilityNames[one] as Capability),
    status,
    tariff,
    restrictions: restrictions ? [restrictions] : [],
    named: id !== 'without id',
    uid: id === 'without id' ? undefined : id,
  };
}

type KindRow = [
  plugs: string,
  capabilities: string,
  status: Status,
  tariff: string,
  restrictions: ParkingRestriction | null,
  id?: 'without id' | `EVSE-${string}`,
];

// Capabilities: F RFID_READER, R REMOTE_START_STOP_CAPABLE, B RESERVABLE, U UNLOCK_CAPABLE, P CHARGING_PROFILE_CAPABLE,
// C CREDIT_CARD_PAYABLE.
// biome-ignore format: a table
const kinds: Record<string, KindRow> = {
  // plugs                capabilities  status         tariff           restrictions
  a: ['schuko t2-1',      'FR',         'AVAILABLE',   'TAR-TIME',      'EV_ONLY'],
  b: ['t2-22',            'FRBU',       'AVAILABLE',   'TAR-ENERGY',    null],
  c: ['t2-11-cable',      'FRP',        'AVAILABLE',   'TAR-DAY-NIGHT', 'CUSTOMERS'],
  d: ['ccs-50 chademo',   'FRUC',       'AVAILABLE',   'TAR-FAST',      'EV_ONLY'],
  e: ['ccs-150',          'RBPC',       'AVAILABLE',   'TAR-ULTRA',     'EV_ONLY'],
  f: ['t2-22',            'FRBUP',      'AVAILABLE',   'TAR-FREE',      null, 'without id'],
  h: ['schuko',           'F',          'AVAILABLE',   'TAR-FREE',      'MOTORCYCLES'],
  k: ['t2-7 t1',          'FRBUP',      'AVAILABLE',   'TAR-LONDON',    'EV_ONLY'],
  l: ['ccs-50',           'FRUC',       'AVAILABLE',   'TAR-LONDON',    'DISABLED'],
  m: ['t2-22',            'FR',         'INOPERATIVE', 'TAR-ENERGY',    null],
  n: ['t2-22',            'FR',         'PLANNED',     'TAR-STREET',    null],
  p: ['ccs-50 chademo',   'FR',         'BLOCKED',     'TAR-FAST',      'PLUGGED'],
  r: ['t2-11-cable',      'FR',         'REMOVED',     'TAR-ENERGY',    null],
  s: ['t2-11',            'FRU',        'AVAILABLE',   'TAR-STREET',    'PLUGGED'],
  x: ['ccs-150',          'R',          'OUTOFORDER',  'TAR-ULTRA',     null],
  y: ['t2-22',            'RBUP',       'AVAILABLE',   'TAR-ENERGY',    null, 'EVSE-REJECT'],
  z: ['t2-22',            'RBUP',       'AVAILABLE',   'TAR-ENERGY',    null, 'EVSE-TIMEOUT'],
  A: ['t2-22',            'RBUP',       'AVAILABLE',   'TAR-ENERGY',    null, 'EVSE-NO-CABLE'],
  B: ['t2-22',            'RBUP',       'OUTOFORDER',  'TAR-ENERGY',    null, 'EVSE-OUTOFORDER'],
  C: ['t2-22',            'RBUP',       'CHARGING',    'TAR-ENERGY',    null, 'EVSE-OCCUPIED'],
  D: ['t2-22',            'C',          'AVAILABLE',   'TAR-ENERGY',    null, 'EVSE-NOT-SUPPORTED'],
  E: ['t2-22',            'RBUP',       'AVAILABLE',   'TAR-ENERGY',    null, 'EVSE-UNLOCK-FAILS'],
  F: ['t2-22',            'RBUP',       'AVAILABLE',   'TAR-ENERGY',    null, 'EVSE-RESERVE-FAILS'],
  G: ['t2-22',            'RBUP',       'AVAILABLE',   'TAR-ENERGY',    null, 'EVSE-STOP-FAILS'],
  H: ['t2-22',            'RBUP',       'AVAILABLE',   'TAR-ENERGY',    null, 'EVSE-LATE-8S'],
  I: ['t2-22',            'RBUP',       'AVAILABLE',   'TAR-ENERGY',    null, 'EVSE-EARLY'],
  J: ['t2-22',            'RBUP',       'AVAILABLE',   'TAR-ENERGY',    null, 'EVSE-TWICE'],
  K: ['t2-22',            'RBUP',       'AVAILABLE',   'TAR-ENERGY',    null, 'EVSE-SILENT'],
  L: ['t2-22',            'RBUP',       'AVAILABLE',   'TAR-ENERGY',    null, 'EVSE-SESSION-SWAPPED'],
  M: ['t2-22',            'RBUP',       'AVAILABLE',   'TAR-ENERGY',    null, 'EVSE-SESSION-REOPENED'],
  N: ['t2-22',            'RBUP',       'AVAILABLE',   'TAR-ENERGY',    null, 'EVSE-CDR-LATE-8S'],
  O: ['t2-22',            'RBUP',       'AVAILABLE',   'TAR-ENERGY',    null, 'EVSE-CDR-TWICE'],
  P: ['t2-22',            'RBUP',       'AVAILABLE',   'TAR-ENERGY',    null, 'EVSE-CDR-CHANGED'],
  Q: ['t2-22',            'RBUP',       'AVAILABLE',   'TAR-ENERGY',    null, 'EVSE-CDR-WRONG-COST'],
  R: ['t2-22',            'RBUP',       'AVAILABLE',   'TAR-ENERGY',    null, 'EVSE-CDR-NEVER'],
};

// biome-ignore format: a table
const plugs: Record<string, [ConnectorType, ConnectorFormat, PowerType, volts: number, amperes: number]> = {
  schuko:        ['DOMESTIC_F',         'SOCKET', 'AC_1_PHASE', 230,  16],
  t1:            ['IEC_62196_T1',       'CABLE',  'AC_1_PHASE', 230,  16],
  't2-1':        ['IEC_62196_T2',       'SOCKET', 'AC_1_PHASE', 230,  16],
  't2-7':        ['IEC_62196_T2',       'SOCKET', 'AC_1_PHASE', 230,  32],
  't2-11':       ['IEC_62196_T2',       'SOCKET', 'AC_3_PHASE', 230,  16],
  't2-11-cable': ['IEC_62196_T2',       'CABLE',  'AC_3_PHASE', 230,  16],
  't2-22':       ['IEC_62196_T2',       'SOCKET', 'AC_3_PHASE', 230,  32],
  chademo:       ['CHADEMO',            'CABLE',  'DC',         400, 125],
  'ccs-50':      ['IEC_62196_T2_COMBO', 'CABLE',  'DC',         400, 125],
  'ccs-150':     ['IEC_62196_T2_COMBO', 'CABLE',  'DC',         400, 375],
};

const capabilityNames: Record<string, Capability> = {
  F: 'RFID_READER',
  R: 'REMOTE_START_STOP_CAPABLE',
  B: 'RESERVABLE',
  U: 'UNLOCK_CAPABLE',
  P: 'CHARGING_PROFILE_CAPABLE',
  C: 'CREDIT_CARD_PAYABLE',
};

function plugOf(name: string): Plug {
  const plug = plugs[name];
  if (!plug) throw new Error(`no plug is called ${name}`);
  const [standard, format, power, volts, amperes] = plug;
  return { standard, format, power, volts, amperes };
}
