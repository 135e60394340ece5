import { type ClassRows, type Row, same, whole } from './table-row-types.ts';

/**
 * The classes of nested values and answers, and classes that are never converted; `property-table.ts` has the objects
 * themselves.
 */
// biome-ignore format: a table
export const smallClasses: Record<string, ClassRows> = {
  AdditionalGeoLocation: { names: ['AdditionalGeoLocation', 'AdditionalGeoLocation'], rows: [
    ['latitude',              'latitude',           'same',      'same', 'degrees'],
    ['longitude',             'longitude',          'same',      'same', 'degrees'],
    ['name',                  'name',               'same',      'same', 'DisplayText'],
  ] },
  GeoLocation: { names: ['GeoLocation', 'GeoLocation'], rows: [
    ['latitude',              'latitude',           'same',      'same', 'degrees'],
    ['longitude',             'longitude',          'same',      'same', 'degrees'],
  ] },
  EnergyMix: { names: ['EnergyMix', 'EnergyMix'], rows: [
    ['energy_sources',        'energy_sources',     'same',      'same', 'EnergySource'],
    ['environ_impact',        'environ_impact',     'same',      'same', 'EnvironmentalImpact'],
    ...same('is_green_energy supplier_name energy_product_name'),
  ] },
  EnergySource: { names: ['EnergySource', 'EnergySource'], rows: [
    ['source',                'source',             'same',      'same', 'EnergySourceCategory'],
    ['percentage',            'percentage',         'same',      'same'],
  ] },
  EnvironmentalImpact: { names: ['EnvironmentalImpact', 'EnvironmentalImpact'], rows: [
    ['source',                'category',           'renamed',   'renamed', 'EnvironmentalImpactCategory'],
    ['amount',                'amount',             'same',      'same'],
  ] },
  BusinessDetails: { names: ['BusinessDetails', 'BusinessDetails'], rows: [
    ['logo',                  'logo',               'same',      'same', 'Image'],
    ...same('name website'),
  ] },
  Image: { names: ['Image', 'Image'], rows: [
    ['category',              'category',           'same',      'same', 'ImageCategory'],
    ...same('url thumbnail type width height'),
  ] },
  StatusSchedule: { names: ['StatusSchedule', 'StatusSchedule'], rows: [
    ['status',                'status',             'same',      'same', 'Status'],
    ...same('period_begin period_end'),
  ] },
  Hours: { names: ['Hours', 'Hours'], rows: [
    ['twentyfourseven',       'twentyfourseven',    'invented',  'converted'],
    ['regular_hours',         'regular_hours',      'converted', 'converted', 'RegularHours'],
    ['exceptional_openings',  'exceptional_openings', 'same',    'same', 'ExceptionalPeriod'],
    ['exceptional_closings',  'exceptional_closings', 'same',    'same', 'ExceptionalPeriod'],
  ] },
  RegularHours: whole('RegularHours', 'weekday period_begin period_end'),
  ExceptionalPeriod: whole('ExceptionalPeriod', 'period_begin period_end'),
  DisplayText: whole('DisplayText', 'language text'),
  Price: { names: ['', 'Price'], rows: [
    ['',                      'excl_vat',           'converted', 'converted'],
    ['',                      'incl_vat',           'none',      'lost'],
  ] },
  CdrToken: { names: ['', 'CdrToken'], rows: [
    ['',                      'country_code',       'context',   'lost'],
    ['',                      'party_id',           'context',   'lost'],
    ['',                      'uid',                'context',   'lost'],
    ['',                      'type',               'context',   'lost', 'TokenType'],
    ['',                      'contract_id',        'converted', 'converted'],
  ] },
  CdrLocation: { names: ['', 'CdrLocation'], rows: [
    ...['id', 'name', 'address', 'city', 'country', 'coordinates', 'postal_code', 'connector_id'].map((name): Row => ['', name, 'converted', 'converted']),
    ['',                      'state',              'none',      'lost'],
    ['',                      'evse_uid',           'converted', 'converted'],
    ['',                      'evse_id',            'invented',  'converted'],
    ['',                      'connector_standard', 'converted', 'converted', 'ConnectorType'],
    ['',                      'connector_format',   'converted', 'converted', 'ConnectorFormat'],
    ['',                      'connector_power_type', 'converted', 'converted', 'PowerType'],
  ] },
  SignedData: { names: ['', 'SignedData'], rows: ['encoding_method', 'encoding_method_version', 'public_key', 'signed_values', 'url'].map((name): Row => ['', name, 'extension', 'lost']) },
  SignedValue: { names: ['', 'SignedValue'], rows: ['nature', 'plain_data', 'signed_data'].map((name): Row => ['', name, 'extension', 'lost']) },
  PublishTokenType: { names: ['', 'PublishTokenType'], rows: ['uid', 'type', 'visual_number', 'issuer', 'group_id'].map((name): Row => ['', name, 'extension', 'lost']) },
  EnergyContract: { names: ['', 'EnergyContract'], rows: ['supplier_name', 'contract_id'].map((name): Row => ['', name, 'extension', 'lost']) },
  'charging-preferences': { names: ['', 'charging-preferences'], rows: ['profile_type', 'departure_time', 'energy_need', 'discharge_allowed'].map((name): Row => ['', name, 'none', 'held']) },
  'charging-profile-response': whole('charging-profile-response', 'result timeout'),
  'charging-profile-result': whole('charging-profile-result', 'result'),
  'clear-profile-result': whole('clear-profile-result', 'result'),
  'active-charging-profile-result': { names: ['active-charging-profile-result', 'active-charging-profile-result'], rows: [
    ['result',                'result',             'same',      'same', 'ChargingProfileResultType'],
    ['profile',               'profile',            'same',      'same', 'active-charging-profile'],
  ] },
  'active-charging-profile': { names: ['active-charging-profile', 'active-charging-profile'], rows: [
    ['start_date_time',       'start_date_time',    'same',      'same'],
    ['charging_profile',      'charging_profile',   'same',      'same', 'charging-profile'],
  ] },
  'set-charging-profile': { names: ['set-charging-profile', 'set-charging-profile'], rows: [
    ['charging_profile',      'charging_profile',   'same',      'same', 'charging-profile'],
    ['response_url',          'response_url',       'same',      'same'],
  ] },
  'charging-profile': whole('charging-profile', 'start_date_time duration charging_rate_unit min_charging_rate charging_profile_period'),
  ChargingProfilePeriod: whole('ChargingProfilePeriod', 'start_period limit'),
  'client-info': whole('client-info', 'party_id country_code role status last_updated'),
  // The hub writes Credentials, versions and details in the version of each connection, and never converts them.
  credentials: { names: ['credentials', 'credentials'], rows: [
    ...same('token url'),
    ...['business_details', 'party_id', 'country_code'].map((name): Row => [name, '', 'converted', 'converted']),
    ['',                      'roles',              'converted', 'converted'],
  ] },
  CredentialsRole: { names: ['', 'CredentialsRole'], rows: ['role', 'business_details', 'party_id', 'country_code'].map((name): Row => ['', name, 'converted', 'converted']) },
  version: whole('version', 'version url'),
  'version-details': whole('version-details', 'version endpoints'),
  Endpoint: { names: ['Endpoint', 'Endpoint'], rows: [...same('identifier url'), ['', 'role', 'context', 'none']] },
  envelope: whole('envelope', 'data status_code status_message timestamp'),
};
