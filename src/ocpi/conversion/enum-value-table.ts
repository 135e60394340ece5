/** The fate of a value that the other version does not have: another value, left out with a line in the ledger, or left out because absence says the same. */
export type ValueFate = { to: string } | 'lost' | 'none' | 'extension';

/** An enum by its names in both versions, with the values that both have, and those that only one has. */
export interface EnumRows {
  names: readonly [older: string, newer: string];
  same: readonly string[];
  /** Values that only 2.1.1 has, with their fate in 2.2.1. */
  up?: Record<string, ValueFate>;
  /**
   * Values that only 2.2.1 has, with their fate in 2.1.1; `extension`: the hub sends them to partners of 2.1.1 that
   * accept extensions.
   */
  down?: Record<string, ValueFate>;
}

const words = (text: string): string[] => text.split(' ');
const each = (text: string, fate: ValueFate): Record<string, ValueFate> =>
  Object.fromEntries(words(text).map((word) => [word, fate]));
const both = (name: string, text: string): EnumRows => ({ names: [name, name], same: words(text) });
const newer = (name: string, text: string): EnumRows => ({
  names: ['', name],
  same: [],
  down: each(text, 'lost'),
});

/** Every value of every enum of 2.1.1 and 2.2.1. A test fails for a value that is missing here. */
// biome-ignore format: a table
export const enums: Record<string, EnumRows> = {
  ParkingType: { names: ['LocationType', 'ParkingType'], same: words('ON_STREET PARKING_GARAGE UNDERGROUND_GARAGE PARKING_LOT'),
    up: { OTHER: 'lost', UNKNOWN: 'none' },
    down: { ALONG_MOTORWAY: { to: 'OTHER' }, ON_DRIVEWAY: { to: 'OTHER' } } },
  PowerType: { names: ['PowerType', 'PowerType'], same: words('AC_1_PHASE AC_3_PHASE DC'),
    // The converted value never means more power than there is.
    down: { AC_2_PHASE: { to: 'AC_1_PHASE' }, AC_2_PHASE_SPLIT: { to: 'AC_1_PHASE' } } },
  ConnectorType: { names: ['ConnectorType', 'ConnectorType'],
    same: words('CHADEMO DOMESTIC_A DOMESTIC_B DOMESTIC_C DOMESTIC_D DOMESTIC_E DOMESTIC_F DOMESTIC_G DOMESTIC_H DOMESTIC_I DOMESTIC_J DOMESTIC_K DOMESTIC_L IEC_60309_2_single_16 IEC_60309_2_three_16 IEC_60309_2_three_32 IEC_60309_2_three_64 IEC_62196_T1 IEC_62196_T1_COMBO IEC_62196_T2 IEC_62196_T2_COMBO IEC_62196_T3A IEC_62196_T3C TESLA_R TESLA_S'),
    down: each('CHAOJI DOMESTIC_M DOMESTIC_N DOMESTIC_O GBT_AC GBT_DC NEMA_5_20 NEMA_6_30 NEMA_6_50 NEMA_10_30 NEMA_10_50 NEMA_14_30 NEMA_14_50 PANTOGRAPH_BOTTOM_UP PANTOGRAPH_TOP_DOWN', 'extension') },
  Capability: { names: ['Capability', 'Capability'], same: words('CHARGING_PROFILE_CAPABLE CREDIT_CARD_PAYABLE REMOTE_START_STOP_CAPABLE RESERVABLE RFID_READER UNLOCK_CAPABLE'),
    down: each('CHARGING_PREFERENCES_CAPABLE CHIP_CARD_SUPPORT CONTACTLESS_CARD_SUPPORT DEBIT_CARD_PAYABLE PED_TERMINAL START_SESSION_CONNECTOR_REQUIRED TOKEN_GROUP_CAPABLE', 'extension') },
  Facility: { names: ['Facility', 'Facility'], same: words('HOTEL RESTAURANT CAFE MALL SUPERMARKET SPORT RECREATION_AREA NATURE MUSEUM BUS_STOP TAXI_STAND TRAIN_STATION AIRPORT CARPOOL_PARKING FUEL_STATION WIFI'),
    down: each('BIKE_SHARING TRAM_STOP METRO_STATION PARKING_LOT', 'extension') },
  AuthMethod: { names: ['AuthMethod', 'AuthMethod'], same: words('AUTH_REQUEST WHITELIST'), down: { COMMAND: 'extension' } },
  SessionStatus: { names: ['SessionStatus', 'SessionStatus'], same: words('ACTIVE COMPLETED INVALID PENDING'), down: { RESERVATION: 'extension' } },
  TokenType: { names: ['TokenType', 'TokenType'], same: words('OTHER RFID'), down: each('AD_HOC_USER APP_USER', 'extension') },
  CdrDimensionType: { names: ['CdrDimensionType', 'CdrDimensionType'], same: words('ENERGY MAX_CURRENT MIN_CURRENT PARKING_TIME TIME'),
    // The amount of a flat fee follows from the Tariff.
    up: { FLAT: 'lost' },
    down: each('CURRENT ENERGY_EXPORT ENERGY_IMPORT MAX_POWER MIN_POWER POWER RESERVATION_TIME STATE_OF_CHARGE', 'lost') },
  CommandResponseType: { names: ['CommandResponseType', 'CommandResponseType'], same: words('NOT_SUPPORTED REJECTED ACCEPTED UNKNOWN_SESSION'),
    up: { TIMEOUT: { to: 'REJECTED' } } },
  CommandResultType: { names: ['CommandResponseType', 'CommandResultType'], same: words('ACCEPTED REJECTED NOT_SUPPORTED TIMEOUT'),
    up: { UNKNOWN_SESSION: { to: 'FAILED' } },
    down: each('CANCELED_RESERVATION EVSE_OCCUPIED EVSE_INOPERATIVE FAILED UNKNOWN_RESERVATION', { to: 'REJECTED' }) },
  CommandType: { names: ['CommandType', 'CommandType'], same: words('RESERVE_NOW START_SESSION STOP_SESSION UNLOCK_CONNECTOR'), down: { CANCEL_RESERVATION: 'lost' } },
  VersionNumber: { names: ['VersionNumber', 'VersionNumber'], same: words('2.0 2.1 2.1.1'), down: each('2.2 2.2.1', 'lost') },
  AllowedType: { names: ['Allowed', 'AllowedType'], same: words('ALLOWED BLOCKED EXPIRED NO_CREDIT NOT_ALLOWED') },
  ChargingProfileResponseType: both('ChargingProfileResponseType', 'ACCEPTED NOT_SUPPORTED REJECTED TOO_OFTEN UNKNOWN_SESSION'),
  ChargingProfileResultType: both('ChargingProfileResultType', 'ACCEPTED REJECTED UNKNOWN'),
  ChargingRateUnit: both('ChargingRateUnit', 'W A'),
  ConnectionStatus: both('ConnectionStatus', 'CONNECTED OFFLINE PLANNED SUSPENDED'),
  ConnectorFormat: both('ConnectorFormat', 'SOCKET CABLE'),
  DayOfWeek: both('DayOfWeek', 'MONDAY TUESDAY WEDNESDAY THURSDAY FRIDAY SATURDAY SUNDAY'),
  EnergySourceCategory: both('EnergySourceCategory', 'NUCLEAR GENERAL_FOSSIL COAL GAS GENERAL_GREEN SOLAR WIND WATER'),
  EnvironmentalImpactCategory: both('EnvironmentalImpactCategory', 'NUCLEAR_WASTE CARBON_DIOXIDE'),
  ImageCategory: both('ImageCategory', 'CHARGER ENTRANCE LOCATION NETWORK OPERATOR OTHER OWNER'),
  ParkingRestriction: both('ParkingRestriction', 'EV_ONLY PLUGGED DISABLED CUSTOMERS MOTORCYCLES'),
  Role: both('Role', 'CPO EMSP HUB NAP NSP OTHER SCSP'),
  Status: both('Status', 'AVAILABLE BLOCKED CHARGING INOPERATIVE OUTOFORDER PLANNED REMOVED RESERVED UNKNOWN'),
  TariffDimensionType: both('TariffDimensionType', 'ENERGY FLAT PARKING_TIME TIME'),
  WhitelistType: both('WhitelistType', 'ALWAYS ALLOWED ALLOWED_OFFLINE NEVER'),
  ChargingPreferencesResponse: newer('ChargingPreferencesResponse', 'ACCEPTED DEPARTURE_REQUIRED ENERGY_NEED_REQUIRED NOT_POSSIBLE PROFILE_TYPE_NOT_SUPPORTED'),
  InterfaceRole: newer('InterfaceRole', 'SENDER RECEIVER'),
  ProfileType: newer('ProfileType', 'CHEAP FAST GREEN REGULAR'),
  ReservationRestrictionType: newer('ReservationRestrictionType', 'RESERVATION RESERVATION_EXPIRES'),
  TariffType: newer('TariffType', 'AD_HOC_PAYMENT PROFILE_CHEAP PROFILE_FAST PROFILE_GREEN REGULAR'),
};
