import type { Json, JsonObject } from './http-call.ts';

/**
 * The properties of each class in 2.1.1-d2, typed from its tables: each with the class of its value, if that is one.
 */
const classes: Record<string, string> = {
  Location:
    'id type name address city postal_code country coordinates:GeoLocation related_locations:AdditionalGeoLocation evses:EVSE directions:DisplayText operator:BusinessDetails suboperator:BusinessDetails owner:BusinessDetails facilities:Facility time_zone opening_times:Hours charging_when_closed images:Image energy_mix:EnergyMix last_updated',
  EVSE: 'uid evse_id status status_schedule:StatusSchedule capabilities:Capability connectors:Connector floor_level coordinates:GeoLocation physical_reference directions:DisplayText parking_restrictions images:Image last_updated',
  Connector:
    'id standard:ConnectorType format power_type voltage amperage tariff_id terms_and_conditions last_updated',
  Tariff:
    'id currency tariff_alt_text:DisplayText tariff_alt_url elements:TariffElement energy_mix:EnergyMix last_updated',
  Session:
    'id start_datetime end_datetime kwh auth_id auth_method:AuthMethod location:Location meter_id currency charging_periods:ChargingPeriod total_cost status:SessionStatus last_updated',
  CDR: 'id start_date_time stop_date_time auth_id auth_method:AuthMethod location:Location meter_id currency tariffs:Tariff charging_periods:ChargingPeriod total_cost total_energy total_time total_parking_time remark last_updated',
  Token: 'uid type:TokenType auth_id visual_number issuer valid whitelist language last_updated',
  AuthorizationInfo: 'allowed location:LocationReferences info:DisplayText',
  LocationReferences: 'location_id evse_uids connector_ids',
  GeoLocation: 'latitude longitude',
  AdditionalGeoLocation: 'latitude longitude name:DisplayText',
  DisplayText: 'language text',
  BusinessDetails: 'name website logo:Image',
  Image: 'url thumbnail category type width height',
  Hours: 'regular_hours twentyfourseven exceptional_openings exceptional_closings',
  StatusSchedule: 'period_begin period_end status',
  EnergyMix: 'is_green_energy energy_sources environ_impact supplier_name energy_product_name',
  TariffElement: 'price_components:PriceComponent restrictions:TariffRestrictions',
  PriceComponent: 'type price step_size',
  TariffRestrictions:
    'start_time end_time start_date end_date min_kwh max_kwh min_power max_power min_duration max_duration day_of_week',
  ChargingPeriod: 'start_date_time dimensions:CdrDimension',
  CdrDimension: 'type volume',
};

/** Enums of 2.1.1-d2 that later versions extended. */
const enums: Record<string, string> = {
  Facility:
    'HOTEL RESTAURANT CAFE MALL SUPERMARKET SPORT RECREATION_AREA NATURE MUSEUM BUS_STOP TAXI_STAND TRAIN_STATION AIRPORT CARPOOL_PARKING FUEL_STATION WIFI',
  Capability:
    'CHARGING_PROFILE_CAPABLE CREDIT_CARD_PAYABLE RESERVABLE REMOTE_START_STOP_CAPABLE RFID_READER UNLOCK_CAPABLE',
  ConnectorType:
    'CHADEMO DOMESTIC_A DOMESTIC_B DOMESTIC_C DOMESTIC_D DOMESTIC_E DOMESTIC_F DOMESTIC_G DOMESTIC_H DOMESTIC_I DOMESTIC_J DOMESTIC_K DOMESTIC_L IEC_60309_2_single_16 IEC_60309_2_three_16 IEC_60309_2_three_32 IEC_60309_2_three_64 IEC_62196_T1 IEC_62196_T1_COMBO IEC_62196_T2 IEC_62196_T2_COMBO IEC_62196_T3A IEC_62196_T3C TESLA_R TESLA_S',
  AuthMethod: 'AUTH_REQUEST WHITELIST',
  SessionStatus: 'ACTIVE COMPLETED INVALID PENDING',
  TokenType: 'OTHER RFID',
};

const ofModule: Record<string, string[]> = {
  locations: ['Location', 'EVSE', 'Connector'],
  tariffs: ['Tariff'],
  sessions: ['Session'],
  cdrs: ['CDR'],
  tokens: ['Token'],
};

/** Names of all properties and enum values in an object that 2.1.1-d2 does not have. */
export function foreignTo(name: string, value: Json | undefined): string[] {
  if (Array.isArray(value)) return value.flatMap((entry) => foreignTo(name, entry));
  const known = enums[name]?.split(' ');
  if (known) return known.includes(String(value)) ? [] : [String(value)];
  if (typeof value !== 'object' || value === null) return [];
  const properties = new Map<string, string>(
    (classes[name] ?? '').split(' ').map((entry) => {
      const [property = '', inside = ''] = entry.split(':');
      return [property, inside];
    }),
  );
  return Object.entries(value as JsonObject).flatMap(([key, inner]) => {
    if (!properties.has(key)) return [key];
    const long = key === 'address' && [...String(inner)].length > 45 ? [key] : [];
    const inside = properties.get(key);
    return inside ? foreignTo(inside, inner) : long;
  });
}

/** Names that 2.1.1-d2 does not have in an object that is pushed to a path such as `locations/NL/ABC/LOC1/EVSE1`. */
export function foreignIn(path: string, value: Json | undefined): string[] {
  const [module = '', ...rest] = path.split('/');
  const level = module === 'locations' ? Math.max(0, rest.length - 3) : 0;
  return foreignTo(ofModule[module]?.[level] ?? '', value);
}
