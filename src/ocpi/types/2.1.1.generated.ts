// Generated from schemas/2.1.1 by scripts/generate.ts (npm run generate). Do not edit.

/**
 * The profile a session follows now. Extension.
 */
export interface ActiveChargingProfile {
  /**
   * From when it is in force.
   */
  start_date_time: DateTime;
  /**
   * The profile.
   */
  charging_profile: ChargingProfile;
}

/**
 * Result of asking for the active profile. Extension.
 */
export type ActiveChargingProfileResult = {
  /**
   * Outcome at the EVSE.
   */
  result: ChargingProfileResultType;
  /**
   * The active profile; only with ACCEPTED.
   */
  profile?: ActiveChargingProfile;
};

/**
 * A point near a Location.
 */
export interface AdditionalGeoLocation {
  /**
   * Degrees, WGS 84.
   */
  latitude: Latitude;
  /**
   * Degrees, WGS 84.
   */
  longitude: Longitude;
  /**
   * What is there.
   */
  name?: DisplayText;
}

/**
 * Verdict on a token.
 */
export type Allowed = 'ALLOWED' | 'BLOCKED' | 'EXPIRED' | 'NO_CREDIT' | 'NOT_ALLOWED';

/**
 * How a driver was authorised.
 */
export type AuthMethod = 'AUTH_REQUEST' | 'WHITELIST' | 'COMMAND';

/**
 * The eMSP's answer to a request for real-time authorisation.
 */
export interface AuthorizationInfo {
  /**
   * The verdict.
   */
  allowed: Allowed;
  /**
   * The Token asked about, so that a CPO that did not know it learns its `auth_id`. Extension.
   */
  token?: Token;
  /**
   * Where charging is allowed; only places of the request.
   */
  location?: LocationReferences;
  /**
   * A word to the driver.
   */
  info?: DisplayText;
  /**
   * Reference that the Session and CDR repeat. Extension.
   */
  authorization_reference?: CiString36;
}

/**
 * A company as people know it.
 */
export interface BusinessDetails {
  /**
   * Name.
   */
  name: string;
  /**
   * Website.
   */
  website?: URL;
  /**
   * Logo.
   */
  logo?: Image;
}

/**
 * Charge detail record: the final account of a session, the basis of an invoice.
 */
export interface CDR {
  /**
   * Unique in the CPO's platform, without regard to case.
   */
  id: CiId36;
  /**
   * Start of the session.
   */
  start_date_time: DateTime;
  /**
   * End of the session.
   */
  stop_date_time: DateTime;
  /**
   * Contract id: `auth_id` of the Token used.
   */
  auth_id: ContractId;
  /**
   * How the driver was authorised.
   */
  auth_method: AuthMethod;
  /**
   * Reference the eMSP gave with its authorisation or command. Extension.
   */
  authorization_reference?: CiString36;
  /**
   * Where it took place; only the EVSE and Connector used.
   */
  location: Location;
  /**
   * Id of the kWh meter.
   */
  meter_id?: string;
  /**
   * Currency of the costs.
   */
  currency: Currency;
  /**
   * The tariffs applied, as they were then.
   */
  tariffs?: Tariff[];
  /**
   * Consecutive periods that make up the session.
   *
   * @minItems 1
   */
  charging_periods: ChargingPeriod[];
  /**
   * Total cost without VAT.
   */
  total_cost: number;
  /**
   * Energy charged, in kWh.
   */
  total_energy: number;
  /**
   * Duration in hours, charging and not charging.
   */
  total_time: number;
  /**
   * Time not charging, in hours.
   */
  total_parking_time?: number;
  /**
   * Anything to add, for people.
   */
  remark?: string;
  /**
   * Last change of the CDR.
   */
  last_updated: DateTime;
}

/**
 * What an EVSE can do.
 */
export type Capability =
  | 'CHARGING_PROFILE_CAPABLE'
  | 'CREDIT_CARD_PAYABLE'
  | 'REMOTE_START_STOP_CAPABLE'
  | 'RESERVABLE'
  | 'RFID_READER'
  | 'UNLOCK_CAPABLE'
  | 'CHARGING_PREFERENCES_CAPABLE'
  | 'CHIP_CARD_SUPPORT'
  | 'CONTACTLESS_CARD_SUPPORT'
  | 'DEBIT_CARD_PAYABLE'
  | 'PED_TERMINAL'
  | 'START_SESSION_CONNECTOR_REQUIRED'
  | 'TOKEN_GROUP_CAPABLE';

/**
 * How much of one thing was used in a period.
 */
export interface CdrDimension {
  /**
   * What is counted.
   */
  type: CdrDimensionType;
  /**
   * How much, in the unit of the type.
   */
  volume: number;
}

/**
 * What a CDR counts: ENERGY in kWh, MAX_CURRENT and MIN_CURRENT in A, PARKING_TIME and TIME (charging) in hours, FLAT without unit.
 */
export type CdrDimensionType = 'ENERGY' | 'FLAT' | 'MAX_CURRENT' | 'MIN_CURRENT' | 'PARKING_TIME' | 'TIME';

/**
 * A stretch of a session in which nothing relevant to the price changed; it ends when the next one starts.
 */
export interface ChargingPeriod {
  /**
   * Start of the period.
   */
  start_date_time: DateTime;
  /**
   * What was used.
   *
   * @minItems 1
   */
  dimensions: CdrDimension[];
  /**
   * Tariff in force in this period. Extension.
   */
  tariff_id?: Id36;
}

/**
 * Limits to power or current over time. Extension.
 */
export interface ChargingProfile {
  /**
   * Start of the profile; absent: the start of charging.
   */
  start_date_time?: DateTime;
  /**
   * Length in seconds; absent: the last period is open.
   */
  duration?: number;
  /**
   * Unit of all limits.
   */
  charging_rate_unit: ChargingRateUnit;
  /**
   * Lowest rate the vehicle can use, in `charging_rate_unit`.
   */
  min_charging_rate?: ChargingRate;
  /**
   * The limits, in order of time.
   */
  charging_profile_period?: ChargingProfilePeriod[];
}

/**
 * A limit and when it begins. Extension.
 */
export interface ChargingProfilePeriod {
  /**
   * Start, in seconds from the start of the profile.
   */
  start_period: number;
  /**
   * Highest rate, in `charging_rate_unit`.
   */
  limit: ChargingRate;
}

/**
 * Direct answer to a charging profile request. Extension.
 */
export interface ChargingProfileResponse {
  /**
   * Whether the CPO takes it on.
   */
  result: ChargingProfileResponseType;
  /**
   * Seconds after which a result can no longer be expected.
   */
  timeout: number;
}

/**
 * Direct answer to a charging profile request. Extension.
 */
export type ChargingProfileResponseType =
  'ACCEPTED' | 'NOT_SUPPORTED' | 'REJECTED' | 'TOO_OFTEN' | 'UNKNOWN_SESSION';

/**
 * Result of setting a profile. Extension.
 */
export interface ChargingProfileResult {
  /**
   * Outcome at the EVSE.
   */
  result: ChargingProfileResultType;
}

/**
 * Outcome of a charging profile request at the EVSE. Extension.
 */
export type ChargingProfileResultType = 'ACCEPTED' | 'REJECTED' | 'UNKNOWN';

/**
 * Power or current with one decimal at most. Extension.
 */
export type ChargingRate = number;

/**
 * Watt, or ampere per phase. Extension.
 */
export type ChargingRateUnit = 'W' | 'A';

/**
 * Identifier, string(36), printable ASCII, compared without regard to case.
 */
export type CiId36 = string;

/**
 * string(36), printable ASCII, compared without regard to case.
 */
export type CiString36 = string;

/**
 * Result of clearing a profile. Extension.
 */
export interface ClearProfileResult {
  /**
   * Outcome at the EVSE.
   */
  result: ChargingProfileResultType;
}

/**
 * Connection state of a party behind the hub (module hubclientinfo). Extension.
 */
export interface ClientInfo {
  /**
   * Party id.
   */
  party_id: PartyCode;
  /**
   * Country code of the party.
   */
  country_code: CountryCode;
  /**
   * Role of the party.
   */
  role: Role;
  /**
   * State of its connection to the hub.
   */
  status: ConnectionStatus;
  /**
   * Last change of this entry.
   */
  last_updated: DateTime;
}

/**
 * Local time of day, `hh:mm`, 00:00 to 23:59. Readers take 24:00 too.
 */
export type ClosingTime = string;

/**
 * Answer to a command, and its later result.
 */
export interface CommandResponse {
  /**
   * What became of the command.
   */
  result: CommandResponseType;
}

/**
 * What became of a command.
 */
export type CommandResponseType = 'NOT_SUPPORTED' | 'REJECTED' | 'ACCEPTED' | 'TIMEOUT' | 'UNKNOWN_SESSION';

/**
 * The commands, as they stand in the URL.
 */
export type CommandType = 'RESERVE_NOW' | 'START_SESSION' | 'STOP_SESSION' | 'UNLOCK_CONNECTOR';

/**
 * State of a party's connection to the hub. Extension.
 */
export type ConnectionStatus = 'CONNECTED' | 'OFFLINE' | 'PLANNED' | 'SUSPENDED';

/**
 * A socket or cable of an EVSE.
 */
export interface Connector {
  /**
   * Unique within the EVSE.
   */
  id: Id36;
  /**
   * Plug standard.
   */
  standard: ConnectorType;
  /**
   * Socket or attached cable.
   */
  format: ConnectorFormat;
  /**
   * Kind of current.
   */
  power_type: PowerType;
  /**
   * Voltage in V; line to neutral for AC_3_PHASE.
   */
  voltage: number;
  /**
   * Highest current in A.
   */
  amperage: number;
  /**
   * Highest power in W, where it is below voltage times current. Extension.
   */
  max_electric_power?: number;
  /**
   * Tariff in force, also when charging is free.
   */
  tariff_id?: Id36;
  /**
   * The operator's terms and conditions.
   */
  terms_and_conditions?: URL;
  /**
   * Last change of the Connector.
   */
  last_updated: DateTime;
}

/**
 * Socket in the EVSE, or cable attached to it.
 */
export type ConnectorFormat = 'SOCKET' | 'CABLE';

/**
 * Plug standards; the mixed case is intended.
 */
export type ConnectorType =
  | 'CHADEMO'
  | 'DOMESTIC_A'
  | 'DOMESTIC_B'
  | 'DOMESTIC_C'
  | 'DOMESTIC_D'
  | 'DOMESTIC_E'
  | 'DOMESTIC_F'
  | 'DOMESTIC_G'
  | 'DOMESTIC_H'
  | 'DOMESTIC_I'
  | 'DOMESTIC_J'
  | 'DOMESTIC_K'
  | 'DOMESTIC_L'
  | 'IEC_60309_2_single_16'
  | 'IEC_60309_2_three_16'
  | 'IEC_60309_2_three_32'
  | 'IEC_60309_2_three_64'
  | 'IEC_62196_T1'
  | 'IEC_62196_T1_COMBO'
  | 'IEC_62196_T2'
  | 'IEC_62196_T2_COMBO'
  | 'IEC_62196_T3A'
  | 'IEC_62196_T3C'
  | 'TESLA_R'
  | 'TESLA_S'
  | 'CHAOJI'
  | 'DOMESTIC_M'
  | 'DOMESTIC_N'
  | 'DOMESTIC_O'
  | 'GBT_AC'
  | 'GBT_DC'
  | 'NEMA_5_20'
  | 'NEMA_6_30'
  | 'NEMA_6_50'
  | 'NEMA_10_30'
  | 'NEMA_10_50'
  | 'NEMA_14_30'
  | 'NEMA_14_50'
  | 'PANTOGRAPH_BOTTOM_UP'
  | 'PANTOGRAPH_TOP_DOWN';

/**
 * Contract id, string(36), compared with regard to case.
 */
export type ContractId = string;

/**
 * Country of a party, ISO 3166-1 alpha-2, compared without regard to case.
 */
export type CountryCode = string;

/**
 * What one side needs to call the other.
 */
export interface Credentials {
  /**
   * What the other side puts into `Authorization` to call the sender of this object.
   */
  token: string;
  /**
   * Versions endpoint of the sender of this object.
   */
  url: URL;
  /**
   * Who the sender is.
   */
  business_details: BusinessDetails;
  /**
   * Party id of the sender.
   */
  party_id: PartyCode;
  /**
   * Country code of the sender.
   */
  country_code: CountryCode;
}

/**
 * Currency code, ISO 4217.
 */
export type Currency = string;

/**
 * Calendar day, `YYYY-MM-DD`.
 */
export type Date = string;

/**
 * Moment in UTC, `YYYY-MM-DDThh:mm:ss` with an optional `Z`. Readers take a fraction of a second too, however long.
 */
export type DateTime = string;

/**
 * Weekday.
 */
export type DayOfWeek = 'MONDAY' | 'TUESDAY' | 'WEDNESDAY' | 'THURSDAY' | 'FRIDAY' | 'SATURDAY' | 'SUNDAY';

/**
 * A text to show to people.
 */
export interface DisplayText {
  /**
   * Language of the text.
   */
  language: LanguageCode;
  /**
   * Plain text, no markup.
   */
  text: string;
}

/**
 * A unit that charges one vehicle at a time.
 */
export interface EVSE {
  /**
   * Technical key, unique in the CPO's platform; never changes.
   */
  uid: Id39;
  /**
   * eMI3 EVSE id for people; never a key.
   */
  evse_id?: string;
  /**
   * State at this moment.
   */
  status: Status;
  /**
   * Planned states, for information only.
   */
  status_schedule?: StatusSchedule[];
  /**
   * What the EVSE can do.
   */
  capabilities?: Capability[];
  /**
   * The connectors, of which one can be used at a time.
   *
   * @minItems 1
   */
  connectors: Connector[];
  /**
   * Floor, as the building names it.
   */
  floor_level?: string;
  /**
   * Position, WGS 84.
   */
  coordinates?: GeoLocation;
  /**
   * Number or mark on the EVSE itself.
   */
  physical_reference?: string;
  /**
   * How to find the EVSE from the Location, one text per language.
   */
  directions?: DisplayText[];
  /**
   * Who may park there.
   */
  parking_restrictions?: ParkingRestriction[];
  /**
   * Pictures of the EVSE.
   */
  images?: Image[];
  /**
   * Last change of the EVSE or one of its connectors.
   */
  last_updated: DateTime;
}

/**
 * Where a module is served.
 */
export interface Endpoint {
  /**
   * The module.
   */
  identifier: ModuleID;
  /**
   * Its endpoint.
   */
  url: URL;
}

/**
 * Where the energy comes from.
 */
export interface EnergyMix {
  /**
   * Whether all of it is from regenerative sources.
   */
  is_green_energy: boolean;
  /**
   * Shares by source.
   */
  energy_sources?: EnergySource[];
  /**
   * Waste and emissions.
   */
  environ_impact?: EnvironmentalImpact[];
  /**
   * Energy supplier.
   */
  supplier_name?: string;
  /**
   * The supplier's product.
   */
  energy_product_name?: string;
}

/**
 * Share of one source.
 */
export interface EnergySource {
  /**
   * The source.
   */
  source: EnergySourceCategory;
  /**
   * Its share in %; all shares are meant to add up to 100.
   */
  percentage: number;
}

/**
 * Kind of energy source.
 */
export type EnergySourceCategory =
  'NUCLEAR' | 'GENERAL_FOSSIL' | 'COAL' | 'GAS' | 'GENERAL_GREEN' | 'SOLAR' | 'WIND' | 'WATER';

/**
 * The frame of every response.
 */
export interface Envelope {
  /**
   * The answer: a list where the cardinality is * or +, else one object. Anything in an error.
   */
  data?: {
    [k: string]: unknown;
  };
  /**
   * OCPI status code; 1xxx is success.
   */
  status_code: number;
  /**
   * What went wrong, for people.
   */
  status_message?: string;
  /**
   * When the response was made.
   */
  timestamp: DateTime;
}

/**
 * Amount of one waste or emission.
 */
export interface EnvironmentalImpact {
  /**
   * The waste or emission.
   */
  source: EnvironmentalImpactCategory;
  /**
   * How much, in g/kWh.
   */
  amount: number;
}

/**
 * Kind of waste or emission.
 */
export type EnvironmentalImpactCategory = 'NUCLEAR_WASTE' | 'CARBON_DIOXIDE';

/**
 * A time at which a place is open or closed out of turn.
 */
export interface ExceptionalPeriod {
  /**
   * Start.
   */
  period_begin: DateTime;
  /**
   * End.
   */
  period_end: DateTime;
}

/**
 * What a Location offers beside charging.
 */
export type Facility =
  | 'HOTEL'
  | 'RESTAURANT'
  | 'CAFE'
  | 'MALL'
  | 'SUPERMARKET'
  | 'SPORT'
  | 'RECREATION_AREA'
  | 'NATURE'
  | 'MUSEUM'
  | 'BUS_STOP'
  | 'TAXI_STAND'
  | 'TRAIN_STATION'
  | 'AIRPORT'
  | 'CARPOOL_PARKING'
  | 'FUEL_STATION'
  | 'WIFI'
  | 'BIKE_SHARING'
  | 'TRAM_STOP'
  | 'METRO_STATION'
  | 'PARKING_LOT';

/**
 * A position, WGS 84.
 */
export interface GeoLocation {
  /**
   * Degrees north.
   */
  latitude: Latitude;
  /**
   * Degrees east.
   */
  longitude: Longitude;
}

/**
 * Opening hours: always open, or by weekday, with exceptions. Readers also take both forms side by side.
 */
export interface Hours {
  /**
   * Hours by weekday.
   */
  regular_hours?: RegularHours[];
  /**
   * Always open, apart from the exceptions.
   */
  twentyfourseven?: boolean;
  /**
   * Open although the hours say closed.
   */
  exceptional_openings?: ExceptionalPeriod[];
  /**
   * Closed although the hours say open.
   */
  exceptional_closings?: ExceptionalPeriod[];
}

/**
 * Identifier, string(36), compared with regard to case.
 */
export type Id36 = string;

/**
 * Identifier, string(39), compared with regard to case.
 */
export type Id39 = string;

/**
 * A picture on the web.
 */
export interface Image {
  /**
   * The picture in full size.
   */
  url: URL;
  /**
   * A small version.
   */
  thumbnail?: URL;
  /**
   * What it shows.
   */
  category: ImageCategory;
  /**
   * File type: gif, jpeg, png, svg.
   */
  type: string;
  /**
   * Width in pixels.
   */
  width?: number;
  /**
   * Height in pixels.
   */
  height?: number;
}

/**
 * What a picture shows.
 */
export type ImageCategory = 'CHARGER' | 'ENTRANCE' | 'LOCATION' | 'NETWORK' | 'OPERATOR' | 'OTHER' | 'OWNER';

/**
 * Language, ISO 639-1.
 */
export type LanguageCode = string;

/**
 * Degrees north of the equator. Written with 6 decimals, read with any number.
 */
export type Latitude = string;

/**
 * A place where EVSEs stand together: one address, one operator.
 */
export interface Location {
  /**
   * Unique in the CPO's platform; never changes.
   */
  id: Id39;
  /**
   * Country of the owner, written by the hub. Extension.
   */
  country_code?: CountryCode;
  /**
   * Party id of the owner, written by the hub. Extension.
   */
  party_id?: PartyCode;
  /**
   * Kind of place.
   */
  type: LocationType;
  /**
   * Display name.
   */
  name?: string;
  /**
   * Street and house number. Readers take more than 45 characters.
   */
  address: string;
  /**
   * City or town.
   */
  city: string;
  /**
   * Postal code.
   */
  postal_code: string;
  /**
   * Country of the address, ISO 3166-1 alpha-3.
   */
  country: string;
  /**
   * Position, WGS 84.
   */
  coordinates: GeoLocation;
  /**
   * Points a driver should know of: entrance, cash desk.
   */
  related_locations?: AdditionalGeoLocation[];
  /**
   * The EVSEs of this place.
   */
  evses?: EVSE[];
  /**
   * How to reach the place, one text per language.
   */
  directions?: DisplayText[];
  /**
   * Who operates it; absent: the business details of the owner's credentials.
   */
  operator?: BusinessDetails;
  /**
   * Who operates it for the operator.
   */
  suboperator?: BusinessDetails;
  /**
   * Whose property it is.
   */
  owner?: BusinessDetails;
  /**
   * What else the place offers.
   */
  facilities?: Facility[];
  /**
   * IANA time zone name.
   */
  time_zone?: string;
  /**
   * When the EVSEs can be used.
   */
  opening_times?: Hours;
  /**
   * Whether charging goes on outside the opening hours; absent: it does.
   */
  charging_when_closed?: boolean;
  /**
   * Pictures and logos of the place.
   */
  images?: Image[];
  /**
   * Energy supplied at this place.
   */
  energy_mix?: EnergyMix;
  /**
   * Last change of the Location or anything in it.
   */
  last_updated: DateTime;
}

/**
 * Names a Location and some of its EVSEs and Connectors.
 */
export interface LocationReferences {
  /**
   * The Location.
   */
  location_id: Id39;
  /**
   * EVSEs of that Location, by `uid`.
   */
  evse_uids?: Id39[];
  /**
   * Connectors of those EVSEs, by `id`.
   */
  connector_ids?: Id36[];
}

/**
 * Kind of place.
 */
export type LocationType =
  'ON_STREET' | 'PARKING_GARAGE' | 'UNDERGROUND_GARAGE' | 'PARKING_LOT' | 'OTHER' | 'UNKNOWN';

/**
 * Degrees east of Greenwich. Written with 6 decimals, read with any number.
 */
export type Longitude = string;

/**
 * Name of a module; parties may agree on modules of their own.
 */
export type ModuleID = string;

/**
 * Who may park at an EVSE.
 */
export type ParkingRestriction = 'EV_ONLY' | 'PLUGGED' | 'DISABLED' | 'CUSTOMERS' | 'MOTORCYCLES';

/**
 * Party id, unique within a country, compared without regard to case.
 */
export type PartyCode = string;

/**
 * Kind of current.
 */
export type PowerType = 'AC_1_PHASE' | 'AC_3_PHASE' | 'DC';

/**
 * A price for one dimension.
 */
export interface PriceComponent {
  /**
   * What is priced.
   */
  type: TariffDimensionType;
  /**
   * Price per unit without VAT: per kWh, per hour, or once (FLAT).
   */
  price: number;
  /**
   * Smallest amount billed, in Wh or s; no meaning for FLAT.
   */
  step_size: number;
}

/**
 * Opening hours of one weekday.
 */
export interface RegularHours {
  /**
   * 1 (Monday) to 7 (Sunday).
   */
  weekday: number;
  /**
   * Opens.
   */
  period_begin: TimeOfDay;
  /**
   * Closes; later than it opens, but readers also take midnight and what is past it.
   */
  period_end: ClosingTime;
}

/**
 * Command: reserve an EVSE. The same `reservation_id` again updates the reservation.
 */
export interface ReserveNow {
  /**
   * Where the result is POSTed.
   */
  response_url: URL;
  /**
   * The driver's Token.
   */
  token: Token;
  /**
   * When the reservation ends.
   */
  expiry_date: DateTime;
  /**
   * Reservation number, unique at the eMSP.
   */
  reservation_id: number;
  /**
   * The Location.
   */
  location_id: Id39;
  /**
   * The EVSE; absent: any.
   */
  evse_uid?: Id39;
  /**
   * Reference that the Session and CDR repeat. Extension.
   */
  authorization_reference?: CiString36;
}

/**
 * Role of a party in the market. Extension.
 */
export type Role = 'CPO' | 'EMSP' | 'HUB' | 'NAP' | 'NSP' | 'OTHER' | 'SCSP';

/**
 * One charging session, while it runs and after.
 */
export interface Session {
  /**
   * Unique in the CPO's platform.
   */
  id: Id36;
  /**
   * When the session became active.
   */
  start_datetime: DateTime;
  /**
   * When the session ended.
   */
  end_datetime?: DateTime;
  /**
   * Energy charged so far, in kWh.
   */
  kwh: number;
  /**
   * Contract id: `auth_id` of the Token used.
   */
  auth_id: ContractId;
  /**
   * How the driver was authorised.
   */
  auth_method: AuthMethod;
  /**
   * Reference the eMSP gave with its authorisation or command. Extension.
   */
  authorization_reference?: CiString36;
  /**
   * Where it takes place; only the EVSE and Connector in use.
   */
  location: Location;
  /**
   * Id of the kWh meter.
   */
  meter_id?: string;
  /**
   * Currency of the costs.
   */
  currency: Currency;
  /**
   * Consecutive periods that make up the session.
   */
  charging_periods?: ChargingPeriod[];
  /**
   * Cost so far without VAT; absent: no price information, 0: free.
   */
  total_cost?: number;
  /**
   * State of the session.
   */
  status: SessionStatus;
  /**
   * Last change of the Session.
   */
  last_updated: DateTime;
}

/**
 * State of a session.
 */
export type SessionStatus = 'ACTIVE' | 'COMPLETED' | 'INVALID' | 'PENDING' | 'RESERVATION';

/**
 * Request to charge a session by a profile. Extension.
 */
export interface SetChargingProfile {
  /**
   * The profile to follow.
   */
  charging_profile: ChargingProfile;
  /**
   * Where the result is POSTed.
   */
  response_url: URL;
}

/**
 * Command: start charging.
 */
export interface StartSession {
  /**
   * Where the result is POSTed.
   */
  response_url: URL;
  /**
   * The driver's Token; the CPO does not check it.
   */
  token: Token;
  /**
   * The Location.
   */
  location_id: Id39;
  /**
   * The EVSE; absent: any.
   */
  evse_uid?: Id39;
  /**
   * The Connector, for an EVSE that must be told. Extension.
   */
  connector_id?: Id36;
  /**
   * Reference that the Session and CDR repeat. Extension.
   */
  authorization_reference?: CiString36;
}

/**
 * State of an EVSE; REMOVED deletes it.
 */
export type Status =
  | 'AVAILABLE'
  | 'BLOCKED'
  | 'CHARGING'
  | 'INOPERATIVE'
  | 'OUTOFORDER'
  | 'PLANNED'
  | 'REMOVED'
  | 'RESERVED'
  | 'UNKNOWN';

/**
 * A status planned for the future; it does not change `status` by itself.
 */
export interface StatusSchedule {
  /**
   * From when.
   */
  period_begin: DateTime;
  /**
   * Until when, if known.
   */
  period_end?: DateTime;
  /**
   * The status then.
   */
  status: Status;
}

/**
 * Command: end a session.
 */
export interface StopSession {
  /**
   * Where the result is POSTed.
   */
  response_url: URL;
  /**
   * The Session to end.
   */
  session_id: Id36;
}

/**
 * Prices of charging. A free tariff is one FLAT component with price 0.
 */
export interface Tariff {
  /**
   * Unique in the CPO's platform.
   */
  id: Id36;
  /**
   * Country of the owner, written by the hub. Extension.
   */
  country_code?: CountryCode;
  /**
   * Party id of the owner, written by the hub. Extension.
   */
  party_id?: PartyCode;
  /**
   * Currency of the prices.
   */
  currency: Currency;
  /**
   * The tariff in words, one text per language.
   */
  tariff_alt_text?: DisplayText[];
  /**
   * Page that explains the tariff.
   */
  tariff_alt_url?: URL;
  /**
   * The parts of the tariff; the first that matches counts.
   *
   * @minItems 1
   */
  elements: TariffElement[];
  /**
   * Energy supplied under this tariff.
   */
  energy_mix?: EnergyMix;
  /**
   * Last change of the Tariff.
   */
  last_updated: DateTime;
}

/**
 * What a tariff prices: ENERGY per kWh, PARKING_TIME and TIME per hour, FLAT once.
 */
export type TariffDimensionType = 'ENERGY' | 'FLAT' | 'PARKING_TIME' | 'TIME';

/**
 * Prices and when they apply.
 */
export interface TariffElement {
  /**
   * The prices.
   *
   * @minItems 1
   */
  price_components: PriceComponent[];
  /**
   * When they apply; absent: always.
   */
  restrictions?: TariffRestrictions;
}

/**
 * When a tariff element applies; all that are given must hold.
 */
export interface TariffRestrictions {
  /**
   * From this local time of day.
   */
  start_time?: TimeOfDay;
  /**
   * Until this local time of day.
   */
  end_time?: TimeOfDay;
  /**
   * From this day on, inclusive.
   */
  start_date?: Date;
  /**
   * Until this day, exclusive.
   */
  end_date?: Date;
  /**
   * Lowest energy in kWh.
   */
  min_kwh?: number;
  /**
   * Highest energy in kWh.
   */
  max_kwh?: number;
  /**
   * Lowest power in kW.
   */
  min_power?: number;
  /**
   * Highest power in kW.
   */
  max_power?: number;
  /**
   * Shortest duration in seconds.
   */
  min_duration?: number;
  /**
   * Longest duration in seconds.
   */
  max_duration?: number;
  /**
   * On these weekdays.
   */
  day_of_week?: DayOfWeek[];
}

/**
 * Local time of day, `hh:mm`, 00:00 to 23:59.
 */
export type TimeOfDay = string;

/**
 * What a driver identifies with: a card, an app user.
 */
export interface Token {
  /**
   * With `type` unique in the eMSP's system.
   */
  uid: Id36;
  /**
   * Kind of token.
   */
  type: TokenType;
  /**
   * Contract id; several tokens may share it.
   */
  auth_id: ContractId;
  /**
   * Number printed on the card.
   */
  visual_number?: string;
  /**
   * Who issued it; not always the eMSP.
   */
  issuer: string;
  /**
   * Whether it may be used at all.
   */
  valid: boolean;
  /**
   * When the CPO has to ask the eMSP.
   */
  whitelist: WhitelistType;
  /**
   * The driver's language.
   */
  language?: LanguageCode;
  /**
   * Last change of the Token.
   */
  last_updated: DateTime;
}

/**
 * Kind of token.
 */
export type TokenType = 'OTHER' | 'RFID' | 'AD_HOC_USER' | 'APP_USER';

/**
 * Absolute http or https URL.
 */
export type URL = string;

/**
 * Command: release a stuck plug.
 */
export interface UnlockConnector {
  /**
   * Where the result is POSTed.
   */
  response_url: URL;
  /**
   * The Location.
   */
  location_id: Id39;
  /**
   * The EVSE.
   */
  evse_uid: Id39;
  /**
   * The Connector to unlock.
   */
  connector_id: Id36;
}

/**
 * One entry of a list of versions. The hub's reader lets versions stand that it does not know.
 */
export interface Version {
  /**
   * Version number.
   */
  version: string;
  /**
   * Version details endpoint of this version.
   */
  url: URL;
}

/**
 * The endpoints of one version.
 */
export interface VersionDetails {
  /**
   * Version number.
   */
  version: VersionNumber;
  /**
   * One endpoint per module.
   *
   * @minItems 1
   */
  endpoints: Endpoint[];
}

/**
 * Versions of OCPI that 2.1.1 knows.
 */
export type VersionNumber = '2.0' | '2.1' | '2.1.1';

/**
 * When a CPO asks the eMSP before it lets a driver charge.
 */
export type WhitelistType = 'ALWAYS' | 'ALLOWED' | 'ALLOWED_OFFLINE' | 'NEVER';

/**
 * Every type by the name of its schema.
 */
export interface ObjectTypes {
  'active-charging-profile': ActiveChargingProfile;
  'active-charging-profile-result': ActiveChargingProfileResult;
  'authorization-info': AuthorizationInfo;
  'charging-profile': ChargingProfile;
  'charging-profile-response': ChargingProfileResponse;
  'charging-profile-result': ChargingProfileResult;
  'clear-profile-result': ClearProfileResult;
  'client-info': ClientInfo;
  'command-response': CommandResponse;
  'location-references': LocationReferences;
  'reserve-now': ReserveNow;
  'set-charging-profile': SetChargingProfile;
  'start-session': StartSession;
  'stop-session': StopSession;
  'unlock-connector': UnlockConnector;
  'version-details': VersionDetails;
  AdditionalGeoLocation: AdditionalGeoLocation;
  Allowed: Allowed;
  AuthMethod: AuthMethod;
  BusinessDetails: BusinessDetails;
  Capability: Capability;
  CdrDimension: CdrDimension;
  CdrDimensionType: CdrDimensionType;
  ChargingPeriod: ChargingPeriod;
  ChargingProfilePeriod: ChargingProfilePeriod;
  ChargingProfileResponseType: ChargingProfileResponseType;
  ChargingProfileResultType: ChargingProfileResultType;
  ChargingRate: ChargingRate;
  ChargingRateUnit: ChargingRateUnit;
  CiId36: CiId36;
  CiString36: CiString36;
  ClosingTime: ClosingTime;
  CommandResponseType: CommandResponseType;
  CommandType: CommandType;
  ConnectionStatus: ConnectionStatus;
  ConnectorFormat: ConnectorFormat;
  ConnectorType: ConnectorType;
  ContractId: ContractId;
  CountryCode: CountryCode;
  Currency: Currency;
  Date: Date;
  DateTime: DateTime;
  DayOfWeek: DayOfWeek;
  DisplayText: DisplayText;
  Endpoint: Endpoint;
  EnergyMix: EnergyMix;
  EnergySource: EnergySource;
  EnergySourceCategory: EnergySourceCategory;
  EnvironmentalImpact: EnvironmentalImpact;
  EnvironmentalImpactCategory: EnvironmentalImpactCategory;
  ExceptionalPeriod: ExceptionalPeriod;
  Facility: Facility;
  GeoLocation: GeoLocation;
  Hours: Hours;
  Id36: Id36;
  Id39: Id39;
  Image: Image;
  ImageCategory: ImageCategory;
  LanguageCode: LanguageCode;
  Latitude: Latitude;
  LocationType: LocationType;
  Longitude: Longitude;
  ModuleID: ModuleID;
  ParkingRestriction: ParkingRestriction;
  PartyCode: PartyCode;
  PowerType: PowerType;
  PriceComponent: PriceComponent;
  RegularHours: RegularHours;
  Role: Role;
  SessionStatus: SessionStatus;
  Status: Status;
  StatusSchedule: StatusSchedule;
  TariffDimensionType: TariffDimensionType;
  TariffElement: TariffElement;
  TariffRestrictions: TariffRestrictions;
  TimeOfDay: TimeOfDay;
  TokenType: TokenType;
  URL: URL;
  VersionNumber: VersionNumber;
  WhitelistType: WhitelistType;
  cdr: CDR;
  connector: Connector;
  credentials: Credentials;
  envelope: Envelope;
  evse: EVSE;
  location: Location;
  session: Session;
  tariff: Tariff;
  token: Token;
  version: Version;
}
