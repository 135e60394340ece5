Feature: A provider of OCPI 2.2.1
  Providers that speak OCPI 2.2.1 stand beside those that speak 2.1.1; operators speak 2.1.1. Each reads and writes its own version.

  Rule: the versions list of an interface names what is spoken there

    Scenario: A provider finds both versions
      Given provider EMP
      When EMP sends GET /ocpi/cpo/versions
      Then the data has:
        | 0.version | 2.1.1                |
        | 0.url     | {hub}/ocpi/cpo/2.1.1 |
        | 1.version | 2.2.1                |
        | 1.url     | {hub}/ocpi/cpo/2.2.1 |

    Scenario: An operator finds 2.1.1 alone
      Given operator ABC
      When ABC sends GET /ocpi/emsp/versions
      Then the data is a list of 1 object
      And the data has 0.version 2.1.1

    Scenario: The details name the interface of each module
      Given provider EMP of OCPI 2.2.1 has an agreement with operator ABC
      When EMP sends GET /ocpi/cpo/2.2.1
      Then the data is exactly {"version":"2.2.1","endpoints":[{"identifier":"credentials","url":"{hub}/ocpi/cpo/2.2.1/credentials","role":"SENDER"},{"identifier":"locations","url":"{hub}/ocpi/cpo/2.2.1/locations","role":"SENDER"},{"identifier":"tariffs","url":"{hub}/ocpi/cpo/2.2.1/tariffs","role":"SENDER"},{"identifier":"sessions","url":"{hub}/ocpi/cpo/2.2.1/sessions","role":"SENDER"},{"identifier":"cdrs","url":"{hub}/ocpi/cpo/2.2.1/cdrs","role":"SENDER"},{"identifier":"tokens","url":"{hub}/ocpi/cpo/2.2.1/tokens","role":"RECEIVER"},{"identifier":"commands","url":"{hub}/ocpi/cpo/2.2.1/commands","role":"RECEIVER"},{"identifier":"chargingprofiles","url":"{hub}/ocpi/cpo/2.2.1/chargingprofiles","role":"RECEIVER"},{"identifier":"hubclientinfo","url":"{hub}/ocpi/cpo/2.2.1/hubclientinfo","role":"SENDER"}]}

    @VER-13
    Scenario: Who is only invited finds charging profiles there, which 2.2.1 has itself
      Given EMP has been invited as provider
      When EMP sends GET /ocpi/cpo/2.2.1
      Then an endpoint is listed for "chargingprofiles"
      When EMP sends GET /ocpi/cpo/2.1.1
      Then no endpoint is listed for "chargingprofiles"

  Rule: a provider registers with roles, and every token is written in Base64

    Scenario: The hub answers with the one role HUB
      Given EMP has been invited as provider
      And EMP speaks OCPI 2.2.1
      When EMP posts its credentials
      Then the answer is HTTP 200 with status code 1000
      And the data has:
        | url                         | {hub}/ocpi/cpo/versions |
        | roles.0.role                | HUB                     |
        | roles.0.country_code        | DE                      |
        | roles.0.party_id            | HUB                     |
        | roles.0.business_details.name | OCPI Hub              |
        | roles.1                     | absent                  |
        | party_id                    | absent                  |
      And the hub has called EMP:
        | GET | /ocpi/versions |
        | GET | /ocpi/2.2.1    |

    Scenario: Who names no party of the role is refused
      Given EMP has been invited as provider
      And EMP speaks OCPI 2.2.1
      When EMP posts its credentials, where roles.0.role is CPO
      Then the answer is HTTP 200 with status code 3003

    Scenario: The list of parties has those with an agreement, and nobody else
      Given provider EMP of OCPI 2.2.1 has an agreement with operator ABC
      And operator OTH
      When EMP sends GET /ocpi/cpo/2.2.1/hubclientinfo
      Then the data is a list of 1 object
      And the data has:
        | 0.country_code | {cc}      |
        | 0.party_id     | ABC       |
        | 0.role         | CPO       |
        | 0.status       | CONNECTED |
      And the answer carries no routing headers

  Rule: what an operator of 2.1.1 publishes reaches the provider in 2.2.1

    Scenario: A Location is pushed
      Given provider EMP of OCPI 2.2.1 has an agreement with operator ABC
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location
      Then EMP has received PUT locations/{cc}/ABC/LOC1
      And its body has:
        | country_code                      | {cc}      |
        | party_id                          | ABC       |
        | id                                | LOC1      |
        | publish                           | true      |
        | parking_type                      | ON_STREET |
        | type                              | absent    |
        | time_zone                         | Europe/Amsterdam |
        | evses.0.uid                       | EVSE1     |
        | evses.0.connectors.0.max_voltage  | 230       |
        | evses.0.connectors.0.max_amperage | 16        |
        | evses.0.connectors.0.voltage      | absent    |
        | evses.0.connectors.0.tariff_ids.0 | TAR1      |
        | evses.0.connectors.0.tariff_id    | absent    |

    Scenario: A change of an EVSE comes as a PATCH of that EVSE, with the time that 2.2.1 asks for
      Given provider EMP of OCPI 2.2.1 has an agreement with operator ABC
      And ABC publishes the Location
      And EMP has received PUT locations/{cc}/ABC/LOC1
      When ABC sends PATCH locations/{cc}/ABC/LOC1/EVSE1 with the body {"status":"CHARGING","last_updated":"2025-03-02T08:00:00Z"}
      Then EMP has received PATCH locations/{cc}/ABC/LOC1/EVSE1
      And its body is {"status":"CHARGING","last_updated":"2025-03-02T08:00:00Z"}
      When ABC sends PATCH locations/{cc}/ABC/LOC1/EVSE1/2 with the body {"voltage":400,"last_updated":"2025-03-02T09:00:00Z"}
      Then EMP has received PATCH locations/{cc}/ABC/LOC1/EVSE1/2
      And its body is {"max_voltage":400,"last_updated":"2025-03-02T09:00:00Z"}

    Scenario: A change that 2.2.1 cannot tell is not sent
      Given provider EMP of OCPI 2.2.1 has an agreement with operator ABC
      And ABC publishes the Location
      And EMP has received PUT locations/{cc}/ABC/LOC1
      When ABC sends PATCH locations/{cc}/ABC/LOC1 with the body {"type":"UNKNOWN","last_updated":"2025-03-02T08:00:00Z"}
      Then EMP has received PUT locations/{cc}/ABC/LOC1 2 times
      And its body has:
        | parking_type | absent |
      When ABC sends PATCH locations/{cc}/ABC/LOC1 with the body {"type":"OTHER","last_updated":"2025-03-02T09:00:00Z"}
      Then EMP has received no PATCH locations/{cc}/ABC/LOC1

    Scenario: A list is read in the reader's version
      Given provider EMP of OCPI 2.2.1 has an agreement with operator ABC
      And provider OTH has an agreement with operator ABC
      And ABC publishes the Location
      When EMP sends GET locations
      Then the data is a list of 1 object
      And the data has:
        | 0.publish                           | true |
        | 0.evses.0.connectors.0.max_amperage | 16   |
      When OTH sends GET locations
      Then the data has:
        | 0.publish                       | absent |
        | 0.evses.0.connectors.0.amperage | 16     |

    Scenario: A list counts and pages without what 2.2.1 cannot say
      Given provider EMP of OCPI 2.2.1 has an agreement with operator ABC
      And provider OTH has an agreement with operator ABC
      And ABC publishes the Location
      And ABC sends PUT locations/{cc}/ABC/LOC2 with the Location LOC2, where:
        | country   | USA    |
        | time_zone | absent |
      And ABC publishes Location LOC3
      When EMP sends GET locations?limit=2
      Then the data lists "LOC1, LOC3"
      And the answer carries the header X-Total-Count 2
      And the answer carries no header Link
      When OTH sends GET locations?limit=2
      Then the data lists "LOC1, LOC2"
      And the answer carries the header X-Total-Count 3
      When ABC sends PATCH locations/{cc}/ABC/LOC2 with the body {"time_zone":"America/Denver","last_updated":"2025-03-02T08:00:00Z"}
      And EMP sends GET locations?limit=2
      Then the data lists "LOC1, LOC2"
      And the answer carries the header X-Total-Count 3

    Scenario: A Location that tells no time zone waits until its operator's is told
      Given provider EMP of OCPI 2.2.1 has an agreement with operator ABC
      When ABC sends PUT locations/{cc}/ABC/LOC2 with the Location LOC2, where:
        | country   | USA    |
        | time_zone | absent |
      Then EMP has received no PUT locations/{cc}/ABC/LOC2
      When the administrator asks why Location LOC2 of ABC did not reach EMP
      Then a reason mentions "nor the option time_zone of its operator"
      Given the connection of ABC has the option time_zone "America/Denver"
      Then EMP has received PUT locations/{cc}/ABC/LOC2
      And its body has:
        | time_zone | America/Denver |
      When EMP sends GET locations
      Then the data lists "LOC2"
      And the answer carries the header X-Total-Count 1
      When ABC sends PUT locations/{cc}/ABC/LOC3 with the Location LOC3, where:
        | country   | USA             |
        | time_zone | America/Chicago |
      Then EMP has received PUT locations/{cc}/ABC/LOC3
      And its body has:
        | time_zone | America/Chicago |
      When ABC sends PUT locations/{cc}/ABC/LOC4 with the Location LOC4, where time_zone is absent
      Then EMP has received PUT locations/{cc}/ABC/LOC4
      And its body has:
        | time_zone | Europe/Amsterdam |

    Scenario Outline: A Tariff is pushed once the tax on its prices is known: <tax>
      Given provider EMP of OCPI 2.2.1 has an agreement with operator ABC
      When ABC publishes the Tariff
      Then EMP has received no PUT tariffs/{cc}/ABC/TAR1
      When EMP sends GET tariffs
      Then the data is a list of 0 objects
      And the answer carries the header X-Total-Count 0
      Given the connection of ABC has the option tax_percent <tax>
      Then EMP has received PUT tariffs/{cc}/ABC/TAR1
      And its body has:
        | country_code                        | {cc}  |
        | party_id                            | ABC   |
        | currency                            | EUR   |
        | elements.0.price_components.0.vat   | <vat> |
      When EMP sends GET tariffs
      Then the data is a list of 1 object
      And the data has:
        | 0.elements.0.price_components.0.vat | <vat> |

      Examples:
        | tax    | vat    |
        | 21     | 21     |
        | 0      | 0      |
        | "none" | absent |

    Scenario: A provider that reads changes alone finds what its operator's options tell otherwise
      Given provider EMP of OCPI 2.2.1 has an agreement with operator ABC
      And provider OTH has an agreement with operator ABC
      And the connection of EMP has the option push false
      And ABC publishes the Tariff
      And ABC sends PUT locations/{cc}/ABC/LOC2 with the Location LOC2, where:
        | country   | USA    |
        | time_zone | absent |
      And the present time is kept as before
      When EMP sends GET tariffs?date_from={before}
      Then the data is a list of 0 objects
      Given the connection of ABC has the option tax_percent 21
      When EMP sends GET tariffs?date_from={before}
      Then the data lists "TAR1"
      And the answer carries the header X-Total-Count 1
      And the data has 0.elements.0.price_components.0.vat 21
      When EMP sends GET locations?date_from={before}
      Then the data is a list of 0 objects
      Given the connection of ABC has the option time_zone "America/Denver"
      When EMP sends GET locations?date_from={before}
      Then the data lists "LOC2"
      When OTH sends GET tariffs?date_from={before}
      Then the data is a list of 0 objects
      When OTH sends GET locations?date_from={before}
      Then the data is a list of 0 objects

  Rule: a provider's Tokens reach operators in 2.1.1

    Background:
      Given provider EMP of OCPI 2.2.1 has an agreement with operator ABC
      When EMP sends PUT tokens/{cc}/EMP/TOK1 with body:
        """
        {"country_code":"{cc}","party_id":"EMP","uid":"TOK1","type":"RFID","contract_id":"CON-{cc}-TOK1","issuer":"EMP Mobility","group_id":"FAMILY","valid":true,"whitelist":"ALLOWED","last_updated":"2025-03-01T08:00:00Z"}
        """

    Scenario: The Token is pushed
      Then the answer is HTTP 201 with status code 1000
      And ABC has received PUT tokens/{cc}/EMP/TOK1
      And its body has:
        | auth_id     | CON-{cc}-TOK1 |
        | contract_id | absent        |
        | group_id    | absent        |
        | uid         | TOK1          |

    Scenario: The provider reads it back as it wrote it
      When EMP sends GET tokens/{cc}/EMP/TOK1
      Then the data has:
        | contract_id | CON-{cc}-TOK1 |
        | group_id    | FAMILY        |

    Scenario: A provider may write the uid of a Token in any case, and the operator knows it by one
      When EMP sends PATCH tokens/{cc}/EMP/tok1 with the body {"valid":false,"last_updated":"2025-03-02T08:00:00Z"}
      Then the answer is HTTP 200 with status code 1000
      And ABC has received PATCH tokens/{cc}/EMP/TOK1
      When EMP sends PUT tokens/{cc}/EMP/TOK1 with body:
        """
        {"country_code":"{cc}","party_id":"EMP","uid":"tok1","type":"RFID","contract_id":"CON-{cc}-TOK1","issuer":"EMP Mobility","valid":true,"whitelist":"ALLOWED","last_updated":"2025-03-03T08:00:00Z"}
        """
      Then the answer is HTTP 200 with status code 1000
      And ABC has received PUT tokens/{cc}/EMP/TOK1 2 times
      When EMP sends GET tokens/{cc}/EMP/Tok1
      Then the data has:
        | uid          | TOK1                 |
        | valid        | true                 |
        | last_updated | 2025-03-03T08:00:00Z |
      When EMP sends PUT tokens/{cc}/EMP/TOK2 with body:
        """
        {"country_code":"{cc}","party_id":"EMP","uid":"tok2","type":"RFID","contract_id":"CON-{cc}-TOK2","issuer":"EMP Mobility","valid":true,"whitelist":"ALLOWED","last_updated":"2025-03-03T08:00:00Z"}
        """
      Then the answer is HTTP 201 with status code 1000
      And ABC has received PUT tokens/{cc}/EMP/tok2

    Scenario: A Token on the provider's list is the one that it has written before, in whatever case
      Given EMP answers GET tokens with data [{"country_code":"{cc}","party_id":"EMP","uid":"tok1","type":"RFID","contract_id":"CON-{cc}-TOK1","issuer":"EMP Mobility","valid":false,"whitelist":"ALLOWED","last_updated":"2025-03-02T08:00:00Z"}]
      When the hub synchronises with EMP
      Then ABC has received PUT tokens/{cc}/EMP/TOK1 2 times
      When ABC sends GET tokens
      Then the data is a list of 1 object
      And the data has 0.uid TOK1
      Given EMP answers GET tokens with data [{"country_code":"{cc}","party_id":"EMP","uid":"tok1","type":"RFID","contract_id":"CON-{cc}-TOK1","issuer":"EMP Mobility","valid":false,"whitelist":"ALLOWED","last_updated":"2025-03-02T08:00:00Z"}]
      When the hub synchronises with EMP
      Then ABC has received PUT tokens/{cc}/EMP/TOK1 2 times

    Scenario: A Token of another party is refused without an HTTP error
      When EMP sends PATCH tokens/{cc}/EMP/TOK9 with the body {"valid":false,"last_updated":"2025-03-02T08:00:00Z"}
      Then the answer is HTTP 200 with status code 2001

    Scenario: An operator asks, and the provider is asked in its version
      When ABC sends POST tokens/TOK1/authorize with the body {"location_id":"LOC1","evse_uids":["EVSE1"],"connector_ids":["1"]}
      Then EMP has received POST tokens/TOK1/authorize
      And its body is {"location_id":"LOC1","evse_uids":["EVSE1"]}
      And the answer is HTTP 200 with status code 1000

    Scenario: A Session and its CDR name the driver's Token
      Given ABC sends POST tokens/TOK1/authorize
      When ABC publishes the Location
      And ABC sends the Session
      Then EMP has received PUT sessions/{cc}/ABC/SES1
      And its body has:
        | country_code           | {cc}          |
        | cdr_token.country_code | {cc}          |
        | cdr_token.party_id     | EMP           |
        | cdr_token.uid          | TOK1          |
        | cdr_token.type         | RFID          |
        | cdr_token.contract_id  | CON-{cc}-TOK1 |
        | location_id            | LOC1          |
        | evse_uid               | EVSE1         |
        | connector_id           | "1"           |
        | auth_id                | absent        |
        | start_datetime         | absent        |
      When ABC sends the CDR
      Then EMP has received POST cdrs
      And its body has:
        | cdr_token.uid                     | TOK1         |
        | cdr_location.id                   | LOC1         |
        | cdr_location.evse_uid             | EVSE1        |
        | cdr_location.connector_standard   | IEC_62196_T2 |
        | stop_date_time                    | absent       |

    @CDR-10
    Scenario Outline: A CDR that the provider <has> stays as it was, though another Token of its contract is newer
      Given the connection of EMP has the option push <push>
      And ABC publishes the Location
      And ABC sends the CDR
      When EMP sends GET cdrs
      Then the data has 0.cdr_token.uid TOK1
      Given EMP sends PUT tokens/{cc}/EMP/NEW1 with body:
        """
        {"country_code":"{cc}","party_id":"EMP","uid":"NEW1","type":"APP_USER","contract_id":"CON-{cc}-TOK1","issuer":"EMP Mobility","valid":true,"whitelist":"ALLOWED","last_updated":"2025-09-01T08:00:00Z"}
        """
      When EMP sends GET cdrs
      Then the data has:
        | 0.cdr_token.uid  | TOK1 |
        | 0.cdr_token.type | RFID |

      Examples:
        | has          | push  |
        | has taken    | true  |
        | has read     | false |

    Scenario: A Session grows by the periods that are new, and comes whole after a failure
      Given ABC publishes the Location
      And ABC sends POST tokens/TOK1/authorize
      And ABC sends the Session
      And EMP has received PUT sessions/{cc}/ABC/SES1
      When ABC sends PATCH sessions/{cc}/ABC/SES1 with the body {"kwh":6,"charging_periods":[{"start_date_time":"2025-03-01T08:15:00Z","dimensions":[{"type":"ENERGY","volume":2}]}],"last_updated":"2025-03-01T08:15:00Z"}
      Then EMP has received PATCH sessions/{cc}/ABC/SES1
      And its body has:
        | kwh                                         | 6                    |
        | charging_periods.0.start_date_time          | 2025-03-01T08:15:00Z |
        | charging_periods.0.dimensions.0.volume      | 2                    |
        | charging_periods.1                          | absent               |
        | last_updated                                | 2025-03-01T08:15:00Z |
      Given EMP answers PATCH sessions with HTTP 503
      When ABC sends PATCH sessions/{cc}/ABC/SES1 with the body {"kwh":8,"charging_periods":[{"start_date_time":"2025-03-01T08:30:00Z","dimensions":[{"type":"ENERGY","volume":2}]}],"last_updated":"2025-03-01T08:30:00Z"}
      Then EMP has received PATCH sessions/{cc}/ABC/SES1 2 times
      And EMP has received PUT sessions/{cc}/ABC/SES1 2 times
      And its body has:
        | kwh                                | 8                    |
        | charging_periods.2.start_date_time | 2025-03-01T08:30:00Z |

    Scenario: A list has the Token of a driver as soon as the hub has it
      Given ABC publishes the Location
      And EMP sends PUT tokens/{cc}/EMP/OLD7 with body:
        """
        {"country_code":"{cc}","party_id":"EMP","uid":"OLD7","type":"RFID","contract_id":"CON-{cc}-APP7","issuer":"EMP Mobility","valid":true,"whitelist":"NEVER","last_updated":"2025-03-01T07:00:00Z"}
        """
      And ABC sends PUT sessions/{cc}/ABC/SES7 with the Session SES7, where auth_id is CON-{cc}-APP7
      When EMP sends GET sessions?date_from=2020-01-01T00:00:00Z
      Then the data has:
        | 0.cdr_token.uid         | OLD7          |
        | 0.cdr_token.contract_id | CON-{cc}-APP7 |
        | 0.cdr_token.type        | RFID          |
      Given EMP sends PUT tokens/{cc}/EMP/APP7?type=APP_USER with body:
        """
        {"country_code":"{cc}","party_id":"EMP","uid":"APP7","type":"APP_USER","contract_id":"CON-{cc}-APP7","issuer":"EMP Mobility","valid":true,"whitelist":"NEVER","last_updated":"2025-03-01T08:00:00Z"}
        """
      When EMP sends GET sessions?date_from=2020-01-01T00:00:00Z
      Then the data has:
        | 0.cdr_token.uid  | APP7     |
        | 0.cdr_token.type | APP_USER |

    Scenario Outline: A Token that the hub does not store is the one <by>
      Given ABC publishes the Location
      And EMP sends PUT tokens/{cc}/EMP/OLD7 with body:
        """
        {"country_code":"{cc}","party_id":"EMP","uid":"OLD7","type":"RFID","contract_id":"CON-{cc}-APP7","issuer":"EMP Mobility","valid":true,"whitelist":"NEVER","last_updated":"2025-03-01T08:00:00Z"}
        """
      And EMP answers POST tokens with data {"allowed":"ALLOWED","token":{"country_code":"{cc}","party_id":"EMP","uid":"APP7","type":"APP_USER","contract_id":"CON-{cc}-APP7","issuer":"EMP Mobility","valid":true,"whitelist":"NEVER","last_updated":"2025-03-01T08:00:00Z"}}
      When <sender> sends POST <request> with body:
        """
        <body>
        """
      Then the answer is HTTP 200 with status code 1000
      When ABC sends PUT sessions/{cc}/ABC/SES7 with the Session SES7, where auth_id is CON-{cc}-APP7
      Then EMP has received PUT sessions/{cc}/ABC/SES7
      And its body has:
        | cdr_token.uid         | APP7          |
        | cdr_token.type        | APP_USER      |
        | cdr_token.contract_id | CON-{cc}-APP7 |
      When ABC sends POST cdrs with the CDR CDR7, where auth_id is CON-{cc}-APP7
      Then EMP has received POST cdrs
      And its body has:
        | cdr_token.uid         | APP7          |
        | cdr_token.type        | APP_USER      |
        | cdr_token.contract_id | CON-{cc}-APP7 |

      Examples:
        | by             | sender | request                              | body |
        | of the command | EMP    | commands/START_SESSION               | {"response_url":"{EMP.url}/result/1","token":{"country_code":"{cc}","party_id":"EMP","uid":"APP7","type":"APP_USER","contract_id":"CON-{cc}-APP7","issuer":"EMP Mobility","valid":true,"whitelist":"NEVER","last_updated":"2025-03-01T08:00:00Z"},"location_id":"LOC1","evse_uid":"EVSE1"} |
        | authorised     | ABC    | tokens/APP7/authorize?type=APP_USER  | {"location_id":"LOC1","evse_uids":["EVSE1"],"connector_ids":["1"]} |

    Scenario: A command reaches the operator in 2.1.1, and its result the provider in 2.2.1
      Given ABC publishes the Location
      When EMP sends POST commands/START_SESSION with body:
        """
        {"response_url":"{EMP.url}/result/1","token":{"country_code":"{cc}","party_id":"EMP","uid":"TOK1","type":"APP_USER","contract_id":"CON-{cc}-TOK1","issuer":"EMP Mobility","valid":true,"whitelist":"NEVER","last_updated":"2025-03-01T08:00:00Z"},"location_id":"LOC1","evse_uid":"EVSE1"}
        """
      Then the answer is HTTP 200 with status code 1000
      And the data has result ACCEPTED
      And ABC has received POST commands/START_SESSION
      And its body has:
        | token.auth_id     | CON-{cc}-TOK1 |
        | token.contract_id | absent        |
        | location_id       | LOC1          |

    Scenario: There is nothing to cancel at operators of 2.1.1
      When EMP sends POST commands/CANCEL_RESERVATION with body:
        """
        {"response_url":"{EMP.url}/result/2","reservation_id":"R1"}
        """
      Then the answer is HTTP 200 with status code 1000
      And the data has:
        | result  | NOT_SUPPORTED |
        | timeout | 0             |

    Scenario: A reservation has a text of the provider's own
      Given ABC publishes the Location
      When EMP sends POST commands/RESERVE_NOW with body:
        """
        {"response_url":"{EMP.url}/result/3","token":{"country_code":"{cc}","party_id":"EMP","uid":"TOK1","type":"RFID","contract_id":"CON-{cc}-TOK1","issuer":"EMP Mobility","valid":true,"whitelist":"ALLOWED","last_updated":"2025-03-01T08:00:00Z"},"expiry_date":"2030-01-01T00:00:00Z","reservation_id":"Res/7 b","location_id":"LOC1","evse_uid":"EVSE1"}
        """
      Then the answer is HTTP 200 with status code 1000
      And the data has result ACCEPTED
      And ABC has received POST commands/RESERVE_NOW
      And its body has:
        | token.auth_id | CON-{cc}-TOK1 |
        | location_id   | LOC1          |

    Scenario Outline: A result <older> of the operator reaches it as <newer>
      Given ABC publishes the Location
      When EMP commands START_SESSION
      And ABC posts the result <older>
      Then EMP has received the result <newer>

      Examples:
        | older           | newer         |
        | ACCEPTED        | ACCEPTED      |
        | REJECTED        | REJECTED      |
        | NOT_SUPPORTED   | NOT_SUPPORTED |
        | TIMEOUT         | TIMEOUT       |

    Scenario: Ids that are too long for 2.2.1 become short ones, which lead back
      # The first 27 characters, a tilde, and the beginning of the SHA-256: printf ID | sha256sum.
      Given ABC sends PUT locations/{cc}/ABC/LOC-ROTTERDAM-HARBOUR-GARAGE-LEVEL-001 with Location LOC-ROTTERDAM-HARBOUR-GARAGE-LEVEL-001, where evses.0.uid is "EVSE-ROTTERDAM-HARBOUR-GARAGE-SLOT-001"
      Then EMP has received PUT locations/{cc}/ABC/LOC-ROTTERDAM-HARBOUR-GARAG~6b7aa765
      And its body has:
        | id          | LOC-ROTTERDAM-HARBOUR-GARAG~6b7aa765 |
        | evses.0.uid | EVSE-ROTTERDAM-HARBOUR-GARA~43cdd319 |
      Given the next request is addressed to ABC
      When EMP sends GET locations/LOC-ROTTERDAM-HARBOUR-GARAG~6b7aa765/EVSE-ROTTERDAM-HARBOUR-GARA~43cdd319
      Then the data has uid "EVSE-ROTTERDAM-HARBOUR-GARA~43cdd319"
      When EMP commands START_SESSION, where:
        | location_id | LOC-ROTTERDAM-HARBOUR-GARAG~6b7aa765 |
        | evse_uid    | EVSE-ROTTERDAM-HARBOUR-GARA~43cdd319 |
      Then the data has result ACCEPTED
      And ABC has received POST commands/START_SESSION
      And its body has:
        | location_id | LOC-ROTTERDAM-HARBOUR-GARAGE-LEVEL-001 |
        | evse_uid    | EVSE-ROTTERDAM-HARBOUR-GARAGE-SLOT-001 |
      Given EMP answers POST tokens with data {"allowed":"ALLOWED","location":{"location_id":"LOC-ROTTERDAM-HARBOUR-GARAG~6b7aa765","evse_uids":["EVSE-ROTTERDAM-HARBOUR-GARA~43cdd319"]}}
      When ABC sends POST tokens/TOK1/authorize with the body {"location_id":"LOC-ROTTERDAM-HARBOUR-GARAGE-LEVEL-001","evse_uids":["EVSE-ROTTERDAM-HARBOUR-GARAGE-SLOT-001"]}
      Then the data has:
        | location.location_id | LOC-ROTTERDAM-HARBOUR-GARAGE-LEVEL-001 |
        | location.evse_uids.0 | EVSE-ROTTERDAM-HARBOUR-GARAGE-SLOT-001 |

    Scenario: Of ids that differ in case alone the one that was seen first keeps its name
      # 2.2.1 compares ids without case: printf ID | sha256sum.
      Given the connection of ABC has the option tax_percent 21
      And ABC sends PUT tariffs/{cc}/ABC/tar1 with Tariff TAR0, where id is tar1
      And ABC publishes the Tariff
      And ABC publishes the Location
      When ABC sends PUT locations/{cc}/ABC/Loc1 with Location Loc1, where:
        | evses.1.uid                    | Evse1 |
        | evses.1.connectors.1.tariff_id | tar1  |
      Then EMP has received PUT tariffs/{cc}/ABC/tar1
      And EMP has received PUT tariffs/{cc}/ABC/TAR1~8203e023
      And EMP has received PUT locations/{cc}/ABC/LOC1
      And EMP has received no PUT locations/{cc}/ABC/Loc1
      And EMP has received PUT locations/{cc}/ABC/Loc1~f0573864
      And its body has:
        | id                                | Loc1~f0573864  |
        | evses.0.uid                       | EVSE1          |
        | evses.0.connectors.0.tariff_ids.0 | TAR1~8203e023  |
        | evses.1.uid                       | Evse1~acd15708 |
        | evses.1.connectors.1.tariff_ids.0 | tar1           |
      When ABC sends PATCH locations/{cc}/ABC/Loc1/Evse1 with the body {"status":"CHARGING","last_updated":"2025-03-02T08:00:00Z"}
      Then EMP has received PATCH locations/{cc}/ABC/Loc1~f0573864/Evse1~acd15708
      When EMP sends GET locations
      Then the data lists "LOC1, Loc1~f0573864"
      And the answer carries the header X-Total-Count 2
      Given the next request is addressed to ABC
      When EMP sends GET locations/LOC1~F0573864/evse1~ACD15708
      Then the data has uid "Evse1~acd15708"
      Given the next request is addressed to ABC
      When EMP sends GET locations/Loc1/Evse1
      Then the data has:
        | uid    | EVSE1     |
        | status | AVAILABLE |
      When ABC sends DELETE tariffs/{cc}/ABC/TAR1
      Then EMP has received DELETE tariffs/{cc}/ABC/TAR1~8203e023

    Scenario: A Location that was offered before a Tariff got another name is offered with that name
      Given the connection of ABC has the option tax_percent 21
      And ABC sends PUT tariffs/{cc}/ABC/tar1 with Tariff TAR0, where id is tar1
      And ABC publishes the Location
      And EMP has received PUT locations/{cc}/ABC/LOC1
      When ABC publishes the Tariff
      Then EMP has received PUT tariffs/{cc}/ABC/TAR1~8203e023
      And EMP has received PUT locations/{cc}/ABC/LOC1 2 times
      And its body has:
        | evses.0.connectors.0.tariff_ids.0 | TAR1~8203e023 |

    Scenario: A CDR names its Session as the provider knows it
      Given ABC publishes the Location
      And ABC sends POST tokens/TOK1/authorize
      And ABC sends the Session
      When ABC sends PUT sessions/{cc}/ABC/Ses1 with Session Ses1, where:
        | location.evses.0.uid | EVSE2 |
      Then EMP has received PUT sessions/{cc}/ABC/Ses1~cfb20540
      When ABC sends POST cdrs with CDR CDR2, where:
        | location.evses.0.uid | EVSE2 |
      Then EMP has received POST cdrs
      And its body has:
        | id         | CDR2          |
        | session_id | Ses1~cfb20540 |
      When ABC sends POST cdrs with CDR CDR1
      Then EMP has received POST cdrs 2 times
      And its body has:
        | id         | CDR1 |
        | session_id | SES1 |

    Scenario: Commands, Sessions and answers to authorisations lead to the one of two that is meant
      Given ABC publishes the Location
      And ABC sends PUT locations/{cc}/ABC/Loc1 with Location Loc1, where:
        | evses.1.uid              | Evse1 |
        | evses.1.connectors.0.id  | "A"   |
        | evses.1.connectors.1.id  | "a"   |
      When EMP commands START_SESSION, where:
        | location_id  | Loc1~f0573864  |
        | evse_uid     | Evse1~acd15708 |
        | connector_id | a~ca978112     |
      Then the data has result ACCEPTED
      And ABC has received POST commands/START_SESSION
      And its body has:
        | location_id  | Loc1  |
        | evse_uid     | Evse1 |
        | connector_id | "a"   |
      When EMP commands START_SESSION, where:
        | location_id | Loc1  |
        | evse_uid    | Evse1 |
      Then the data has result ACCEPTED
      And ABC has received POST commands/START_SESSION 2 times
      And its body has:
        | location_id | LOC1  |
        | evse_uid    | EVSE1 |
      Given EMP answers POST tokens with data {"allowed":"ALLOWED","location":{"location_id":"Loc1~f0573864","evse_uids":["Evse1~acd15708"]}}
      When ABC sends POST tokens/TOK1/authorize with the body {"location_id":"Loc1","evse_uids":["EVSE1","Evse1"]}
      Then EMP has received POST tokens/TOK1/authorize
      And its body is {"location_id":"Loc1~f0573864","evse_uids":["EVSE1","Evse1~acd15708"]}
      And the data has:
        | location.location_id | Loc1  |
        | location.evse_uids.0 | Evse1 |
      Given ABC sends the Session
      When ABC sends PUT sessions/{cc}/ABC/Ses1 with Session Ses1, where:
        | location.id                    | Loc1  |
        | location.evses.0.uid           | Evse1 |
        | location.evses.0.connectors.0.id | "a" |
      Then EMP has received PUT sessions/{cc}/ABC/Ses1~cfb20540
      And its body has:
        | id           | Ses1~cfb20540  |
        | location_id  | Loc1~f0573864  |
        | evse_uid     | Evse1~acd15708 |
        | connector_id | a~ca978112     |
      When EMP commands STOP_SESSION, where session_id is Ses1~cfb20540
      Then the data has result ACCEPTED
      And ABC has received POST commands/STOP_SESSION
      And its body has:
        | session_id | Ses1 |
      When EMP commands STOP_SESSION, where session_id is sES1
      Then ABC has received POST commands/STOP_SESSION 2 times
      And its body has:
        | session_id | SES1 |

    Scenario: A URL without To finds an id without regard to case, where its owner is inferred
      Given ABC publishes the Location
      And the connection of EMP has the option infer_owner true
      When EMP sends GET locations/loc1/evse1
      Then the data has uid EVSE1

    Scenario: A URL finds an id without regard to case where there is only one
      Given ABC publishes the Location
      And the next request is addressed to ABC
      When EMP sends GET locations/loc1/evse2
      Then the data has uid "EVSE2"
      Given provider OTH has an agreement with operator ABC
      And the next request is addressed to ABC
      When OTH sends GET locations/loc1
      Then the answer is HTTP 404 with status code 2003

    Scenario: A provider that is pushed nothing reads its lists in 2.2.1
      Given the connection of EMP has the option push false
      And ABC publishes the Location
      Then EMP has received no PUT locations/{cc}/ABC/LOC1
      When EMP sends GET locations
      Then the data has:
        | 0.id      | LOC1 |
        | 0.publish | true |

  Rule: a provider moves to another version by PUT of its credentials, and gets everything anew that is not over

    Scenario: From 2.1.1 to 2.2.1 and back
      Given provider EMP has an agreement with operator ABC
      And the connection of ABC has the option tax_percent 21
      And ABC publishes the Tariff
      And ABC publishes the Location
      And a driver of EMP has charged at ABC
      And ABC sends the CDR
      And EMP has received POST cdrs
      And the present time is kept as before
      Given EMP speaks OCPI 2.2.1
      When EMP puts its credentials
      Then the answer is HTTP 200 with status code 1000
      And the data has:
        | roles.0.role | HUB                     |
        | url          | {hub}/ocpi/cpo/versions |
      And EMP has received PUT locations/{cc}/ABC/LOC1 2 times
      And its body has:
        | publish  | true   |
        | party_id | ABC    |
        | type     | absent |
      And EMP has received PUT tariffs/{cc}/ABC/TAR1 2 times
      And its body has:
        | elements.0.price_components.0.vat | 21 |
      When EMP sends GET locations?date_from={before}
      Then the data has 0.publish true
      When EMP sends GET cdrs?date_from={before}
      Then the data is a list of 0 objects
      When EMP sends GET cdrs
      Then the data has:
        | 0.cdr_token.contract_id | CON-{cc}-TOK1 |
        | 1                       | absent        |
      When ABC sends PATCH locations/{cc}/ABC/LOC1/EVSE1 with the body {"status":"CHARGING","last_updated":"2025-03-02T08:00:00Z"}
      Then EMP has received PATCH locations/{cc}/ABC/LOC1/EVSE1
      When EMP sends GET tokens/{cc}/EMP/TOK1
      Then the data has:
        | contract_id | CON-{cc}-TOK1 |
        | auth_id     | absent        |
      Given EMP speaks OCPI 2.1.1
      When EMP puts its credentials
      Then the answer is HTTP 200 with status code 1000
      And the data has party_id HUB
      And EMP has received PUT locations/{cc}/ABC/LOC1 3 times
      And its body has:
        | publish        | absent   |
        | evses.0.status | CHARGING |
      When EMP sends GET cdrs
      Then the data has 0.auth_id CON-{cc}-TOK1
      And EMP has received POST cdrs 1 times
      And EMP has received PUT sessions/{cc}/ABC/SES1 1 times
