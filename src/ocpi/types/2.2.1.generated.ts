// Generated from schemas/2.2.1 by scripts/generate.ts (npm run generate). Do not edit.

/**
 * The profile a session follows now.
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
 * Result of asking for the active profile.
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
   * Name of the point.
   */
  name?: DisplayText;
}

/**
 * Verdict on a token.
 */
export type AllowedType = 'ALLOWED' | 'BLOCKED' | 'EXPIRED' | 'NO_CREDIT' | 'NOT_ALLOWED';

/**
 * How a driver was authorised.
 */
export type AuthMethod = 'AUTH_REQUEST' | 'COMMAND' | 'WHITELIST';

/**
 * The eMSP's answer to a request for real-time authorisation.
 */
export interface AuthorizationInfo {
  /**
   * The verdict.
   */
  allowed: AllowedType;
  /**
   * The Token asked about.
   */
  token: Token;
  /**
   * Where charging is allowed; only places of the request.
   */
  location?: LocationReferences;
  /**
   * Reference that the Session and CDR repeat.
   */
  authorization_reference?: CiString36;
  /**
   * A word to the driver.
   */
  info?: DisplayText;
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
   * Country of the CPO that owns it.
   */
  country_code: CountryCode;
  /**
   * Party id of the CPO that owns it.
   */
  party_id: PartyCode;
  /**
   * Unique in the CPO's platform; more than 36 characters for credit CDRs alone.
   */
  id: CiId39;
  /**
   * Start of the session, or of a reservation that became none.
   */
  start_date_time: DateTime;
  /**
   * End of the session.
   */
  end_date_time: DateTime;
  /**
   * The Session; absent where there was none.
   */
  session_id?: CiString36;
  /**
   * Token used.
   */
  cdr_token: CdrToken;
  /**
   * How the driver was authorised.
   */
  auth_method: AuthMethod;
  /**
   * Reference the eMSP gave last with its authorisation or command.
   */
  authorization_reference?: CiString36;
  /**
   * Where it took place.
   */
  cdr_location: CdrLocation;
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
   * Signed meter values.
   */
  signed_data?: SignedData;
  /**
   * Total cost.
   */
  total_cost: Price;
  /**
   * Cost that depends on neither time nor energy, parking and reservation left out.
   */
  total_fixed_cost?: Price;
  /**
   * Energy charged, in kWh.
   */
  total_energy: number;
  /**
   * Cost of the energy.
   */
  total_energy_cost?: Price;
  /**
   * Duration in hours, charging and not charging.
   */
  total_time: number;
  /**
   * Cost of the time of charging.
   */
  total_time_cost?: Price;
  /**
   * Time not charging, in hours.
   */
  total_parking_time?: number;
  /**
   * Cost of parking, its fixed part included.
   */
  total_parking_cost?: Price;
  /**
   * Cost of a reservation, its fixed part included.
   */
  total_reservation_cost?: Price;
  /**
   * Anything to add, for people.
   */
  remark?: string;
  /**
   * Invoice that will name this CDR.
   */
  invoice_reference_id?: CiString39;
  /**
   * Whether it is a credit CDR: all as in the CDR that it credits, the costs negative.
   */
  credit?: boolean;
  /**
   * The CDR that it credits.
   */
  credit_reference_id?: CiString39;
  /**
   * Whether the driver's own energy at home is to be paid back.
   */
  home_charging_compensation?: boolean;
  /**
   * Last change of the CDR.
   */
  last_updated: DateTime;
}

/**
 * Command: cancel a reservation.
 */
export interface CancelReservation {
  /**
   * Where the result is POSTed.
   */
  response_url: URL;
  /**
   * The reservation.
   */
  reservation_id: CiString36;
}

/**
 * Ability of an EVSE.
 */
export type Capability =
  | 'CHARGING_PREFERENCES_CAPABLE'
  | 'CHARGING_PROFILE_CAPABLE'
  | 'CHIP_CARD_SUPPORT'
  | 'CONTACTLESS_CARD_SUPPORT'
  | 'CREDIT_CARD_PAYABLE'
  | 'DEBIT_CARD_PAYABLE'
  | 'PED_TERMINAL'
  | 'REMOTE_START_STOP_CAPABLE'
  | 'RESERVABLE'
  | 'RFID_READER'
  | 'START_SESSION_CONNECTOR_REQUIRED'
  | 'TOKEN_GROUP_CAPABLE'
  | 'UNLOCK_CAPABLE';

/**
 * How much of one thing was used in a period.
 */
export interface CdrDimension {
  /**
   * Kind of quantity.
   */
  type: CdrDimensionType;
  /**
   * How much, in the unit of the type.
   */
  volume: number;
}

/**
 * Kind of quantity: energies in kWh, currents in A, powers in kW, times in hours, STATE_OF_CHARGE in %. CURRENT, POWER, ENERGY_EXPORT, ENERGY_IMPORT and STATE_OF_CHARGE are for Sessions alone.
 */
export type CdrDimensionType =
  | 'CURRENT'
  | 'ENERGY'
  | 'ENERGY_EXPORT'
  | 'ENERGY_IMPORT'
  | 'MAX_CURRENT'
  | 'MIN_CURRENT'
  | 'MAX_POWER'
  | 'MIN_POWER'
  | 'PARKING_TIME'
  | 'POWER'
  | 'RESERVATION_TIME'
  | 'STATE_OF_CHARGE'
  | 'TIME';

/**
 * Where a session took place: of the Location what a bill needs, and the one EVSE and Connector used.
 */
export interface CdrLocation {
  /**
   * The Location.
   */
  id: CiId36;
  /**
   * Display name.
   */
  name?: string;
  /**
   * Street and house number. Readers take as many characters as a Location may have.
   */
  address: string;
  /**
   * City or town.
   */
  city: string;
  /**
   * Postal code; absent where the place has none.
   */
  postal_code?: string;
  /**
   * State or province. Readers take as many characters as a Location may have.
   */
  state?: string;
  /**
   * Country of the address.
   */
  country: CountryOfAddress;
  /**
   * Position, WGS 84.
   */
  coordinates: GeoLocation;
  /**
   * The EVSE; `#NA` for a reservation that became no session.
   */
  evse_uid: CiId36;
  /**
   * Its eMI3 id; `#NA` for a reservation that became no session.
   */
  evse_id: EvseId;
  /**
   * The Connector; `#NA` for a reservation that became no session.
   */
  connector_id: CiId36;
  /**
   * Plug standard; of no meaning where there is no Connector.
   */
  connector_standard: ConnectorType;
  /**
   * Socket or attached cable; of no meaning where there is no Connector.
   */
  connector_format: ConnectorFormat;
  /**
   * Kind of current; of no meaning where there is no Connector.
   */
  connector_power_type: PowerType;
}

/**
 * The token that a session was started with.
 */
export interface CdrToken {
  /**
   * Country of the eMSP that owns the token.
   */
  country_code: CountryCode;
  /**
   * Party id of the eMSP that owns the token.
   */
  party_id: PartyCode;
  /**
   * `uid` of the Token.
   */
  uid: CiString36;
  /**
   * Kind of token.
   */
  type: TokenType;
  /**
   * Contract id of the driver.
   */
  contract_id: CiString36;
}

/**
 * A stretch of a session in which nothing relevant to the price changed; it ends when the next one starts.
 */
export interface ChargingPeriod {
  /**
   * Start of the period.
   */
  start_date_time: DateTime;
  /**
   * Quantities used in it.
   *
   * @minItems 1
   */
  dimensions: CdrDimension[];
  /**
   * Tariff in force in this period; absent: none is.
   */
  tariff_id?: CiString36;
}

/**
 * How the driver of a session wishes to charge.
 */
export interface ChargingPreferences {
  /**
   * Kind of profile.
   */
  profile_type: ProfileType;
  /**
   * When the driver expects to leave.
   */
  departure_time?: DateTime;
  /**
   * Energy wanted, in kWh.
   */
  energy_need?: number;
  /**
   * Whether the vehicle may be discharged meanwhile; absent: it may not.
   */
  discharge_allowed?: boolean;
}

/**
 * Answer to a driver's preferences.
 */
export type ChargingPreferencesResponse =
  'ACCEPTED' | 'DEPARTURE_REQUIRED' | 'ENERGY_NEED_REQUIRED' | 'NOT_POSSIBLE' | 'PROFILE_TYPE_NOT_SUPPORTED';

/**
 * Limits to power or current over time.
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
 * A limit and when it begins.
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
 * Direct answer to a charging profile request.
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
 * Direct answer to a charging profile request.
 */
export type ChargingProfileResponseType =
  'ACCEPTED' | 'NOT_SUPPORTED' | 'REJECTED' | 'TOO_OFTEN' | 'UNKNOWN_SESSION';

/**
 * Result of setting a profile.
 */
export interface ChargingProfileResult {
  /**
   * Outcome at the EVSE.
   */
  result: ChargingProfileResultType;
}

/**
 * Outcome of a charging profile request at the EVSE.
 */
export type ChargingProfileResultType = 'ACCEPTED' | 'REJECTED' | 'UNKNOWN';

/**
 * Power or current with one decimal at most.
 */
export type ChargingRate = number;

/**
 * Watt, or ampere per phase.
 */
export type ChargingRateUnit = 'W' | 'A';

/**
 * Identifier, CiString(36), compared without regard to case.
 */
export type CiId36 = string;

/**
 * Identifier, CiString(39), compared without regard to case.
 */
export type CiId39 = string;

/**
 * CiString(36), compared without regard to case.
 */
export type CiString36 = string;

/**
 * CiString(39), compared without regard to case.
 */
export type CiString39 = string;

/**
 * Result of clearing a profile.
 */
export interface ClearProfileResult {
  /**
   * Outcome at the EVSE.
   */
  result: ChargingProfileResultType;
}

/**
 * Connection state of a party behind the hub (module hubclientinfo).
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
 * Direct answer to a command.
 */
export interface CommandResponse {
  /**
   * Whether the CPO takes it on.
   */
  result: CommandResponseType;
  /**
   * Seconds after which a result can no longer be expected.
   */
  timeout: number;
  /**
   * The answer in words, one text per language.
   */
  message?: DisplayText[];
}

/**
 * Whether a platform takes a command on.
 */
export type CommandResponseType = 'NOT_SUPPORTED' | 'REJECTED' | 'ACCEPTED' | 'UNKNOWN_SESSION';

/**
 * Later result of a command, from the charge point.
 */
export interface CommandResult {
  /**
   * The outcome.
   */
  result: CommandResultType;
  /**
   * The reason in words, one text per language.
   */
  message?: DisplayText[];
}

/**
 * Outcome of a command at the charge point.
 */
export type CommandResultType =
  | 'ACCEPTED'
  | 'CANCELED_RESERVATION'
  | 'EVSE_OCCUPIED'
  | 'EVSE_INOPERATIVE'
  | 'FAILED'
  | 'NOT_SUPPORTED'
  | 'REJECTED'
  | 'TIMEOUT'
  | 'UNKNOWN_RESERVATION';

/**
 * The commands, as they stand in the URL.
 */
export type CommandType =
  'CANCEL_RESERVATION' | 'RESERVE_NOW' | 'START_SESSION' | 'STOP_SESSION' | 'UNLOCK_CONNECTOR';

/**
 * State of a party's connection to the hub.
 */
export type ConnectionStatus = 'CONNECTED' | 'OFFLINE' | 'PLANNED' | 'SUSPENDED';

/**
 * A socket or cable of an EVSE.
 */
export interface Connector {
  /**
   * Unique within the EVSE.
   */
  id: CiId36;
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
   * Highest voltage in V; line to neutral for AC_3_PHASE.
   */
  max_voltage: number;
  /**
   * Highest current in A.
   */
  max_amperage: number;
  /**
   * Highest power in W, where it is below voltage times current.
   */
  max_electric_power?: number;
  /**
   * Tariffs in force, one of each type at a time; a free one stands here too.
   */
  tariff_ids?: CiString36[];
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
  | 'CHAOJI'
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
  | 'DOMESTIC_M'
  | 'DOMESTIC_N'
  | 'DOMESTIC_O'
  | 'GBT_AC'
  | 'GBT_DC'
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
  | 'NEMA_5_20'
  | 'NEMA_6_30'
  | 'NEMA_6_50'
  | 'NEMA_10_30'
  | 'NEMA_10_50'
  | 'NEMA_14_30'
  | 'NEMA_14_50'
  | 'PANTOGRAPH_BOTTOM_UP'
  | 'PANTOGRAPH_TOP_DOWN'
  | 'TESLA_R'
  | 'TESLA_S';

/**
 * Country of a party, ISO 3166-1 alpha-2, compared without regard to case.
 */
export type CountryCode = string;

/**
 * Country, ISO 3166-1 alpha-3; `#NA` where there is none.
 */
export type CountryOfAddress = string;

/**
 * All that one platform needs to call another, and the parties it speaks for.
 */
export interface Credentials {
  /**
   * Token that the other side calls the sender of this object with, in Base64 in `Authorization`.
   */
  token: string;
  /**
   * Versions endpoint of the sender of this object.
   */
  url: URL;
  /**
   * The parties of the sender in their roles.
   *
   * @minItems 1
   */
  roles: CredentialsRole[];
}

/**
 * A party of a platform in one of its roles.
 */
export interface CredentialsRole {
  /**
   * Its role.
   */
  role: Role;
  /**
   * Business details of the party.
   */
  business_details: BusinessDetails;
  /**
   * Its party id.
   */
  party_id: PartyCode;
  /**
   * Its country code.
   */
  country_code: CountryCode;
}

/**
 * Currency code, ISO 4217; `#NA` where there is none.
 */
export type Currency = string;

/**
 * Calendar day, `YYYY-MM-DD`.
 */
export type Date = string;

/**
 * Moment in UTC, `YYYY-MM-DDThh:mm:ss`, a fraction and `Z` optional. Readers take a fraction however long.
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
  uid: CiId36;
  /**
   * eMI3 EVSE id.
   */
  evse_id?: EvseId;
  /**
   * State at this moment.
   */
  status: Status;
  /**
   * Planned states, for information only.
   */
  status_schedule?: StatusSchedule[];
  /**
   * Things that the EVSE can do.
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
   * Limits to who may park there.
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
 * Where one end of a module is served.
 */
export interface Endpoint {
  /**
   * The module.
   */
  identifier: ModuleID;
  /**
   * Which end; of no meaning for credentials.
   */
  role: InterfaceRole;
  /**
   * Its endpoint.
   */
  url: URL;
}

/**
 * A driver's own contract with an energy supplier.
 */
export interface EnergyContract {
  /**
   * The supplier.
   */
  supplier_name: string;
  /**
   * The contract at the supplier.
   */
  contract_id?: string;
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
   * Explanation for people.
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
  category: EnvironmentalImpactCategory;
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
 * eMI3 EVSE id, CiString(48), for people; never a key.
 */
export type EvseId = string;

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
 * Facility of a Location beside charging.
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
  | 'BIKE_SHARING'
  | 'BUS_STOP'
  | 'TAXI_STAND'
  | 'TRAM_STOP'
  | 'METRO_STATION'
  | 'TRAIN_STATION'
  | 'AIRPORT'
  | 'PARKING_LOT'
  | 'CARPOOL_PARKING'
  | 'FUEL_STATION'
  | 'WIFI';

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
 * Opening hours: always open, or by weekday, with exceptions. Readers also take hours by weekday beside always open, and no hours at all.
 */
export interface Hours {
  /**
   * Always open, apart from the exceptions.
   */
  twentyfourseven: boolean;
  /**
   * Hours by weekday.
   */
  regular_hours?: RegularHours[];
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
   * Subject of the picture.
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
 * Subject of a picture.
 */
export type ImageCategory = 'CHARGER' | 'ENTRANCE' | 'LOCATION' | 'NETWORK' | 'OPERATOR' | 'OTHER' | 'OWNER';

/**
 * End of a module: the owner's, or the one that objects are pushed to.
 */
export type InterfaceRole = 'SENDER' | 'RECEIVER';

/**
 * Language, ISO 639-1.
 */
export type LanguageCode = string;

/**
 * Degrees north of the equator. Written with 5 to 7 decimals, read with any number; the length that the text gives too is left to the pattern.
 */
export type Latitude = string;

/**
 * A place where EVSEs stand together: one address, one operator.
 */
export interface Location {
  /**
   * Country of the CPO that owns it.
   */
  country_code: CountryCode;
  /**
   * Party id of the CPO that owns it.
   */
  party_id: PartyCode;
  /**
   * Unique in the CPO's platform; never changes.
   */
  id: CiId36;
  /**
   * Whether it may be shown to anybody.
   */
  publish: boolean;
  /**
   * Tokens whose owners may see it where it is not published.
   */
  publish_allowed_to?: PublishTokenType[];
  /**
   * Display name.
   */
  name?: string;
  /**
   * Street and house number.
   */
  address: string;
  /**
   * City or town.
   */
  city: string;
  /**
   * Postal code; absent where the place has none.
   */
  postal_code?: string;
  /**
   * State or province, where that matters.
   */
  state?: string;
  /**
   * Country of the address.
   */
  country: CountryOfAddress;
  /**
   * Position, WGS 84.
   */
  coordinates: GeoLocation;
  /**
   * Points a driver should know of: entrance, cash desk.
   */
  related_locations?: AdditionalGeoLocation[];
  /**
   * Kind of place.
   */
  parking_type?: ParkingType;
  /**
   * The EVSEs of this place.
   */
  evses?: EVSE[];
  /**
   * How to reach the place, one text per language.
   */
  directions?: DisplayText[];
  /**
   * Operator; absent: the business details of the owner's credentials.
   */
  operator?: BusinessDetails;
  /**
   * Company that operates it for the operator.
   */
  suboperator?: BusinessDetails;
  /**
   * Owner of the place.
   */
  owner?: BusinessDetails;
  /**
   * Other things that the place offers.
   */
  facilities?: Facility[];
  /**
   * IANA time zone name.
   */
  time_zone: string;
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
 * Names a Location and some of its EVSEs.
 */
export interface LocationReferences {
  /**
   * The Location.
   */
  location_id: CiString36;
  /**
   * EVSEs of that Location, by `uid`.
   */
  evse_uids?: CiString36[];
}

/**
 * Degrees east of Greenwich. Written with 5 to 7 decimals, read with any number; the length that the text gives too is left to the pattern.
 */
export type Longitude = string;

/**
 * Name of a module; parties may agree on modules of their own.
 */
export type ModuleID = string;

/**
 * Limit to parking at an EVSE.
 */
export type ParkingRestriction = 'EV_ONLY' | 'PLUGGED' | 'DISABLED' | 'CUSTOMERS' | 'MOTORCYCLES';

/**
 * Kind of place.
 */
export type ParkingType =
  'ALONG_MOTORWAY' | 'PARKING_GARAGE' | 'PARKING_LOT' | 'ON_DRIVEWAY' | 'ON_STREET' | 'UNDERGROUND_GARAGE';

/**
 * Party id, unique within a country, compared without regard to case.
 */
export type PartyCode = string;

/**
 * Kind of current.
 */
export type PowerType = 'AC_1_PHASE' | 'AC_2_PHASE' | 'AC_2_PHASE_SPLIT' | 'AC_3_PHASE' | 'DC';

/**
 * An amount of money without VAT, and with it where that is known.
 */
export interface Price {
  /**
   * Without VAT.
   */
  excl_vat: number;
  /**
   * With VAT.
   */
  incl_vat?: number;
}

/**
 * A price for one dimension.
 */
export interface PriceComponent {
  /**
   * Dimension that is priced.
   */
  type: TariffDimensionType;
  /**
   * Price per unit without VAT: per kWh, per hour, or once (FLAT).
   */
  price: number;
  /**
   * VAT in %; absent: none applies, which is not 0 %.
   */
  vat?: number;
  /**
   * Consumption is billed in blocks of this many Wh or s; no meaning for FLAT.
   */
  step_size: number;
}

/**
 * How a driver wishes to charge.
 */
export type ProfileType = 'CHEAP' | 'FAST' | 'GREEN' | 'REGULAR';

/**
 * Tokens whose owners may be shown a Location: those that match every field given.
 */
export interface PublishTokenType {
  /**
   * `uid` of the Token.
   */
  uid?: CiString36;
  /**
   * Kind of token.
   */
  type?: TokenType;
  /**
   * Number printed on the card.
   */
  visual_number?: string;
  /**
   * Issuing company.
   */
  issuer?: string;
  /**
   * Group of tokens.
   */
  group_id?: CiString36;
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
 * A reservation that is used, or one that expires.
 */
export type ReservationRestrictionType = 'RESERVATION' | 'RESERVATION_EXPIRES';

/**
 * Command: reserve an EVSE. The same `reservation_id` again replaces the reservation.
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
   * Id of the reservation.
   */
  reservation_id: CiString36;
  /**
   * The Location.
   */
  location_id: CiString36;
  /**
   * The EVSE; absent: any.
   */
  evse_uid?: CiString36;
  /**
   * Reference that the Session and CDR repeat.
   */
  authorization_reference?: CiString36;
}

/**
 * Role of a party in the market.
 */
export type Role = 'CPO' | 'EMSP' | 'HUB' | 'NAP' | 'NSP' | 'OTHER' | 'SCSP';

/**
 * One charging session, while it runs and after.
 */
export interface Session {
  /**
   * Country of the CPO that owns it.
   */
  country_code: CountryCode;
  /**
   * Party id of the CPO that owns it.
   */
  party_id: PartyCode;
  /**
   * Unique in the CPO's platform.
   */
  id: CiId36;
  /**
   * When the session became active; while it is pending, when it was created.
   */
  start_date_time: DateTime;
  /**
   * When the session ended.
   */
  end_date_time?: DateTime;
  /**
   * Energy charged so far, in kWh.
   */
  kwh: number;
  /**
   * Token used.
   */
  cdr_token: CdrToken;
  /**
   * How the driver was authorised.
   */
  auth_method: AuthMethod;
  /**
   * Reference the eMSP gave last with its authorisation or command.
   */
  authorization_reference?: CiString36;
  /**
   * The Location.
   */
  location_id: CiString36;
  /**
   * The EVSE; `#NA` while a reservation has none.
   */
  evse_uid: CiString36;
  /**
   * The Connector; `#NA` while a reservation has none.
   */
  connector_id: CiString36;
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
   * Cost so far; absent: no price information, 0: free.
   */
  total_cost?: Price;
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
 * Request to charge a session by a profile.
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
 * Signed meter values of a session, for the driver's own check.
 */
export interface SignedData {
  /**
   * Name of the encoding, such as OCMF.
   */
  encoding_method: CiString36;
  /**
   * Version of the encoding.
   */
  encoding_method_version?: number;
  /**
   * Key to check with, in Base64.
   */
  public_key?: string;
  /**
   * The values.
   *
   * @minItems 1
   */
  signed_values: SignedValue[];
  /**
   * Page where a driver can check them.
   */
  url?: string;
}

/**
 * One signed meter value.
 */
export interface SignedValue {
  /**
   * Event it belongs to: Start, End, Intermediate.
   */
  nature: string;
  /**
   * The value as text, in the form of the encoding.
   */
  plain_data: string;
  /**
   * The value signed, in Base64.
   */
  signed_data: string;
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
  location_id: CiString36;
  /**
   * The EVSE; absent: any.
   */
  evse_uid?: CiString36;
  /**
   * The Connector, for an EVSE that must be told.
   */
  connector_id?: CiString36;
  /**
   * Reference that the Session and CDR repeat.
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
 * Command: stop charging.
 */
export interface StopSession {
  /**
   * Where the result is POSTed.
   */
  response_url: URL;
  /**
   * The Session.
   */
  session_id: CiString36;
}

/**
 * Prices of charging. A free tariff is one FLAT component with price 0.
 */
export interface Tariff {
  /**
   * Country of the CPO that owns it.
   */
  country_code: CountryCode;
  /**
   * Party id of the CPO that owns it.
   */
  party_id: PartyCode;
  /**
   * Unique in the CPO's platform.
   */
  id: CiId36;
  /**
   * Currency of the prices.
   */
  currency: Currency;
  /**
   * For whom it is; absent: for all sessions.
   */
  type?: TariffType;
  /**
   * The tariff in words, one text per language.
   */
  tariff_alt_text?: DisplayText[];
  /**
   * Page that explains the tariff.
   */
  tariff_alt_url?: URL;
  /**
   * A session costs at least this.
   */
  min_price?: Price;
  /**
   * A session costs at most this.
   */
  max_price?: Price;
  /**
   * The parts of the tariff; for each dimension the first that matches counts.
   *
   * @minItems 1
   */
  elements: TariffElement[];
  /**
   * From when it is valid; absent: it is already.
   */
  start_date_time?: DateTime;
  /**
   * Until when it is valid; absent: it does not end.
   */
  end_date_time?: DateTime;
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
 * Dimension that is priced: ENERGY per kWh, PARKING_TIME and TIME per hour, FLAT once.
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
   * Until this local time of day, on the next day where it is the earlier one; 00:00 ends the day.
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
   * From this energy in kWh on, inclusive.
   */
  min_kwh?: number;
  /**
   * Up to this energy in kWh, exclusive.
   */
  max_kwh?: number;
  /**
   * While the current in A, summed over the phases, is at least this.
   */
  min_current?: number;
  /**
   * While the current in A, summed over the phases, is below this.
   */
  max_current?: number;
  /**
   * While the power in kW is at least this.
   */
  min_power?: number;
  /**
   * While the power in kW is below this.
   */
  max_power?: number;
  /**
   * From this duration in seconds on, inclusive.
   */
  min_duration?: number;
  /**
   * Up to this duration in seconds, exclusive.
   */
  max_duration?: number;
  /**
   * On these weekdays.
   */
  day_of_week?: DayOfWeek[];
  /**
   * The element prices a reservation, by FLAT and TIME alone.
   */
  reservation?: ReservationRestrictionType;
}

/**
 * For whom a Tariff is.
 */
export type TariffType = 'AD_HOC_PAYMENT' | 'PROFILE_CHEAP' | 'PROFILE_FAST' | 'PROFILE_GREEN' | 'REGULAR';

/**
 * Local time of day, `hh:mm`, 00:00 to 23:59.
 */
export type TimeOfDay = string;

/**
 * Something that a driver identifies with: a card, an app user.
 */
export interface Token {
  /**
   * Country of the eMSP that owns it.
   */
  country_code: CountryCode;
  /**
   * Party id of the eMSP that owns it.
   */
  party_id: PartyCode;
  /**
   * With `type` unique in the eMSP's system.
   */
  uid: CiId36;
  /**
   * Kind of token.
   */
  type: TokenType;
  /**
   * Contract id; several tokens may share it.
   */
  contract_id: CiString36;
  /**
   * Number printed on the card.
   */
  visual_number?: string;
  /**
   * Issuing company; not always the eMSP.
   */
  issuer: string;
  /**
   * Tokens of one group work as one.
   */
  group_id?: CiString36;
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
   * How the driver wishes to charge.
   */
  default_profile_type?: ProfileType;
  /**
   * The driver's own energy supplier.
   */
  energy_contract?: EnergyContract;
  /**
   * Last change of the Token.
   */
  last_updated: DateTime;
}

/**
 * Kind of token.
 */
export type TokenType = 'AD_HOC_USER' | 'APP_USER' | 'OTHER' | 'RFID';

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
  location_id: CiString36;
  /**
   * The EVSE.
   */
  evse_uid: CiString36;
  /**
   * The Connector to unlock.
   */
  connector_id: CiString36;
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
   * One endpoint per end of a module.
   *
   * @minItems 1
   */
  endpoints: Endpoint[];
}

/**
 * Versions of OCPI that 2.2.1 knows.
 */
export type VersionNumber = '2.0' | '2.1' | '2.1.1' | '2.2' | '2.2.1';

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
  'cancel-reservation': CancelReservation;
  'charging-preferences': ChargingPreferences;
  'charging-profile': ChargingProfile;
  'charging-profile-response': ChargingProfileResponse;
  'charging-profile-result': ChargingProfileResult;
  'clear-profile-result': ClearProfileResult;
  'client-info': ClientInfo;
  'command-response': CommandResponse;
  'command-result': CommandResult;
  'location-references': LocationReferences;
  'reserve-now': ReserveNow;
  'set-charging-profile': SetChargingProfile;
  'start-session': StartSession;
  'stop-session': StopSession;
  'unlock-connector': UnlockConnector;
  'version-details': VersionDetails;
  AdditionalGeoLocation: AdditionalGeoLocation;
  AllowedType: AllowedType;
  AuthMethod: AuthMethod;
  BusinessDetails: BusinessDetails;
  Capability: Capability;
  CdrDimension: CdrDimension;
  CdrDimensionType: CdrDimensionType;
  CdrLocation: CdrLocation;
  CdrToken: CdrToken;
  ChargingPeriod: ChargingPeriod;
  ChargingPreferencesResponse: ChargingPreferencesResponse;
  ChargingProfilePeriod: ChargingProfilePeriod;
  ChargingProfileResponseType: ChargingProfileResponseType;
  ChargingProfileResultType: ChargingProfileResultType;
  ChargingRate: ChargingRate;
  ChargingRateUnit: ChargingRateUnit;
  CiId36: CiId36;
  CiId39: CiId39;
  CiString36: CiString36;
  CiString39: CiString39;
  ClosingTime: ClosingTime;
  CommandResponseType: CommandResponseType;
  CommandResultType: CommandResultType;
  CommandType: CommandType;
  ConnectionStatus: ConnectionStatus;
  ConnectorFormat: ConnectorFormat;
  ConnectorType: ConnectorType;
  CountryCode: CountryCode;
  CountryOfAddress: CountryOfAddress;
  CredentialsRole: CredentialsRole;
  Currency: Currency;
  Date: Date;
  DateTime: DateTime;
  DayOfWeek: DayOfWeek;
  DisplayText: DisplayText;
  Endpoint: Endpoint;
  EnergyContract: EnergyContract;
  EnergyMix: EnergyMix;
  EnergySource: EnergySource;
  EnergySourceCategory: EnergySourceCategory;
  EnvironmentalImpact: EnvironmentalImpact;
  EnvironmentalImpactCategory: EnvironmentalImpactCategory;
  EvseId: EvseId;
  ExceptionalPeriod: ExceptionalPeriod;
  Facility: Facility;
  GeoLocation: GeoLocation;
  Hours: Hours;
  Image: Image;
  ImageCategory: ImageCategory;
  InterfaceRole: InterfaceRole;
  LanguageCode: LanguageCode;
  Latitude: Latitude;
  Longitude: Longitude;
  ModuleID: ModuleID;
  ParkingRestriction: ParkingRestriction;
  ParkingType: ParkingType;
  PartyCode: PartyCode;
  PowerType: PowerType;
  Price: Price;
  PriceComponent: PriceComponent;
  ProfileType: ProfileType;
  PublishTokenType: PublishTokenType;
  RegularHours: RegularHours;
  ReservationRestrictionType: ReservationRestrictionType;
  Role: Role;
  SessionStatus: SessionStatus;
  SignedData: SignedData;
  SignedValue: SignedValue;
  Status: Status;
  StatusSchedule: StatusSchedule;
  TariffDimensionType: TariffDimensionType;
  TariffElement: TariffElement;
  TariffRestrictions: TariffRestrictions;
  TariffType: TariffType;
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
