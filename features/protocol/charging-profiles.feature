Feature: Charging profiles
  A provider sets, reads and clears the charging profile of its drivers' sessions. The operator answers at once, the
  result comes later at a URL of the hub; of later changes the operator tells by itself.

  Background:
    Given operator ABC has an agreement with provider EMP
    And a driver of EMP is charging at ABC

  Rule: the module is there for those who agreed on it, or offer it themselves

    @CP-01 @VER-07 @VER-13
    Scenario Outline: A plain <role> is told nothing of it, unless it is switched on
      Given XYZ has been invited as <role>
      And XYZ offers no chargingprofiles
      And XYZ registers
      When XYZ sends GET /ocpi/<side>/2.1.1
      Then no endpoint is listed for "chargingprofiles"
      When XYZ sends <request>
      Then the answer is HTTP 404
      And ABC has received no question
      Given the connection of XYZ has the option charging_profiles true
      When XYZ sends GET /ocpi/<side>/2.1.1
      Then an endpoint is listed for "chargingprofiles"

      Examples:
        | role     | side | request                                                                                         |
        | provider | cpo  | GET /ocpi/cpo/2.1.1/chargingprofiles/SES1?duration=900&response_url={XYZ.url}/result            |
        | provider | cpo  | PUT /ocpi/cpo/2.1.1/chargingprofiles/SES1?response_url={XYZ.url}/result with the body {}        |
        | provider | cpo  | DELETE /ocpi/cpo/2.1.1/chargingprofiles/SES1?response_url={XYZ.url}/result                      |
        | operator | emsp | PUT /ocpi/emsp/2.1.1/chargingprofiles/SES1 with the body {}                                     |

    @VER-13
    Scenario Outline: <partner> lists the module itself
      Given the connection of <partner> has the option charging_profiles false
      When <partner> sends GET /ocpi/<side>/2.1.1
      Then an endpoint is listed for "chargingprofiles"

      Examples:
        | partner | side |
        | EMP     | cpo  |
        | ABC     | emsp |

    @VER-13
    Scenario: Who is only invited is told nothing of it
      Given XYZ has been invited as provider
      When XYZ sends GET /ocpi/cpo/2.1.1
      Then no endpoint is listed for "chargingprofiles"

  Rule: every request reaches the session's operator, and his answer the provider

    @CP-02 @CP-19 @CP-21 @ROUTE-03 @ROUTE-04 @ROUTE-39
    Scenario Outline: <method>
      Given ABC answers <method> chargingprofiles with data {"result":"ACCEPTED","timeout":47}
      When EMP sends a profile <method> for SES1
      Then the answer is HTTP 200 with status code 1000
      And the data has:
        | result  | ACCEPTED |
        | timeout | 47       |
      And the answer is addressed to EMP and comes from ABC
      And ABC has received <method> chargingprofiles/SES1
      And that request is addressed to ABC and comes from EMP

      Examples:
        | method |
        | GET    |
        | PUT    |
        | DELETE |

    @CP-19
    Scenario Outline: GET for <seconds> seconds, asked twice, is put twice
      When EMP sends a profile GET for SES1, where duration is <seconds>
      And EMP sends a profile GET for SES1, where duration is <seconds>
      Then ABC has received 2 questions
      And ABC has received GET chargingprofiles/SES1
      And its query has duration <seconds>

      Examples:
        | seconds |
        | 1       |
        | 86400   |

    @CP-06
    Scenario Outline: The hub writes its URL percent-encoded into the query of <method>
      When EMP sends a profile <method> for SES1
      Then ABC has received <method> chargingprofiles/SES1
      And that request's URL holds "response_url=http%3A%2F%2F127.0.0.1%3A"

      Examples:
        | method |
        | GET    |
        | DELETE |

    @CP-19 @CP-05
    Scenario Outline: PUT with <case>
      When EMP sends a profile PUT for SES1, where charging_profile is <profile>
      Then the data has result ACCEPTED
      And ABC has received the profile as EMP sent it

      Examples:
        | case                 | profile                                                                                                              |
        | a unit and no more   | {"charging_rate_unit":"W"}                                                                                           |
        | no periods           | {"charging_rate_unit":"A","charging_profile_period":[]}                                                              |
        | all there is         | {"start_date_time":"2025-03-01T07:00:00Z","duration":3600,"charging_rate_unit":"W","min_charging_rate":1380.5,"charging_profile_period":[{"start_period":0,"limit":0},{"start_period":600,"limit":11000.5}]} |
        | an unknown property  | {"charging_rate_unit":"A","x_phase":2}                                                                               |

    @CP-21 @CP-10 @CP-11
    Scenario Outline: The operator answers <result>
      Given ABC answers PUT chargingprofiles with data {"result":"<result>","timeout":3,"x_hint":"later"}
      When EMP sends a profile PUT for SES1
      Then the answer is HTTP 200 with status code 1000
      And the data has:
        | result  | <result> |
        | timeout | 3        |
        | x_hint  | later    |

      Examples:
        | result          |
        | REJECTED        |
        | NOT_SUPPORTED   |
        | TOO_OFTEN       |
        | UNKNOWN_SESSION |

    @CP-21 @ROUTE-13
    Scenario Outline: The operator refuses <method> with HTTP <http> and status code <code>
      Given ABC answers <method> chargingprofiles with HTTP <http> and status code <code>
      When EMP sends a profile <method> for SES1
      Then the answer is HTTP <http> with status code <code>
      And the answer is addressed to EMP and comes from ABC

      Examples:
        | method | http | code |
        | GET    | 200  | 2001 |
        | PUT    | 404  | 2003 |
        | DELETE | 200  | 3000 |

    @CP-23
    Scenario Outline: The operator has no such module: <method>
      Given XYZ has been invited as operator
      And XYZ offers no chargingprofiles endpoint
      And XYZ registers
      And the agreement of XYZ and EMP is made
      And XYZ publishes Session SES2
      When EMP sends a profile <method> for SES2
      Then the answer is HTTP 200 with status code 1000
      And the data has result NOT_SUPPORTED
      And the timeout in the data is a whole number
      And XYZ has received no question

      Examples:
        | method |
        | GET    |
        | PUT    |
        | DELETE |

    @CP-24 @ROUTE-14 @ROUTE-15 @ROUTE-16
    Scenario Outline: An operator that <trouble>: <code>
      Given ABC <trouble>
      When EMP sends a profile PUT for SES1
      Then the answer is HTTP 200 with status code <code>
      And the answer is addressed to EMP and comes from the hub

      Examples:
        | trouble                                                                    | code |
        | does not answer PUT chargingprofiles                                       | 4002 |
        | cannot be reached                                                          | 4003 |
        | answers PUT chargingprofiles with HTTP 401 and status code 2000            | 4003 |
        | answers PUT chargingprofiles with HTTP 500                                 | 4000 |
        | answers PUT chargingprofiles with the body <garbage>                       | 4000 |
        | answers PUT chargingprofiles with data {"timeout":30}                      | 4000 |
        | answers PUT chargingprofiles with data {"result":"TIMEOUT","timeout":30}   | 4000 |

    @CP-24
    Scenario: After 4002 no result is taken
      Given ABC does not answer GET chargingprofiles
      And EMP sends a profile GET for SES1
      And the answer is HTTP 200 with status code 4002
      When ABC posts the result with the body {"result":"REJECTED"}
      Then the answer is HTTP 404
      And EMP has received no result

  Rule: whose session it is

    @CP-03 @CP-22 @ROUTE-39
    Scenario Outline: <method> for a session that nobody has
      When EMP sends a profile <method> for SES404
      Then the answer is HTTP 200 with status code 1000
      And the data has result UNKNOWN_SESSION
      And the timeout in the data is a whole number
      And ABC has received no question

      Examples:
        | method |
        | GET    |
        | PUT    |
        | DELETE |

    @CP-22 @CP-11
    Scenario Outline: <method> for another provider's session, addressed to <to>
      Given operator ABC has an agreement with provider OTH
      And the next request is addressed to <to>
      When OTH sends a profile <method> for SES1
      Then the answer is HTTP 200 with status code 1000
      And the data has result UNKNOWN_SESSION
      And ABC has received no question

      Examples:
        | method | to      |
        | GET    | the hub |
        | PUT    | ABC     |
        | DELETE | ABC     |

    @ROUTE-23 @ROUTE-39
    Scenario Outline: <method> for a session id of two operators
      Given provider EMP has an agreement with operator XYZ
      And XYZ publishes the Session
      When EMP sends a profile <method> for SES1
      Then the answer is HTTP 200 with status code 2002
      And the status message names "OCPI-to-country-code"
      And the status message names "OCPI-to-party-id"
      And ABC has received no question
      And XYZ has received no question

      Examples:
        | method |
        | GET    |
        | PUT    |
        | DELETE |

    @ROUTE-39
    Scenario Outline: <method> for a session id of two operators, addressed to <operator>
      Given provider EMP has an agreement with operator XYZ
      And XYZ publishes the Session
      And the next request is addressed to <operator>
      When EMP sends a profile <method> for SES1
      Then the data has result ACCEPTED
      And the answer is addressed to EMP and comes from <operator>
      And <operator> has received 1 question
      And <other> has received no question

      Examples:
        | method | operator | other |
        | GET    | ABC      | XYZ   |
        | PUT    | XYZ      | ABC   |
        | DELETE | XYZ      | ABC   |

    @ROUTE-39
    Scenario: Addressed to the hub is addressed to nobody
      Given the next request is addressed to the hub
      When EMP sends a profile PUT for SES1
      Then the data has result ACCEPTED
      And the answer is addressed to EMP and comes from ABC

    @ROUTE-50
    Scenario: A platform with two providers asks for the one whose session it is
      Given the platform of EMP also runs EMQ
      And the agreement of ABC and EMQ is made
      And EMQ publishes Token TOK2
      And ABC sends PUT sessions/{cc}/ABC/SES2 with Session SES2, where auth_id is "CON-{cc}-TOK2"
      When EMP sends a profile PUT for SES2
      Then the answer is addressed to EMQ and comes from ABC
      And ABC has received PUT chargingprofiles/SES2
      And that request is addressed to ABC and comes from EMQ
      When ABC posts the result ACCEPTED
      Then EMP has received the result ACCEPTED
      And that request is addressed to EMQ and comes from ABC
      When ABC reports the active profile of SES2
      Then EMP has received the active profile of SES2
      And that request is addressed to EMQ and comes from ABC

    @TRANS-57 @CP-19
    Scenario: A session id with special characters
      Given ABC sends PUT sessions/{cc}/ABC/S%2F1%20%23 with the Session, where id is "S/1 #"
      When EMP sends a profile GET for S%2F1%20%23
      Then the data has result ACCEPTED
      And ABC has received GET "chargingprofiles/S/1 #"

  Rule: what does not fit goes nowhere

    @CP-04 @TRANS-14
    Scenario Outline: <method> where <field> is <value>
      When EMP sends a profile <method> for SES1, where <field> is <value>
      Then the answer is HTTP 200 with status code 2001
      And the status message names "<field>"
      And ABC has received no question

      Examples:
        | method | field        | value   |
        | GET    | duration     | absent  |
        | GET    | duration     | 0       |
        | GET    | duration     | -900    |
        | GET    | duration     | 15.5    |
        | GET    | duration     | quarter |
        | GET    | response_url | absent  |
        | GET    | response_url | nowhere |
        | DELETE | response_url | absent  |
        | DELETE | response_url | nowhere |

    @CP-05 @TRANS-14
    Scenario: PUT without what it needs
      Given EMP has prepared a profile
      When EMP sends PUT chargingprofiles/SES1 with the SetChargingProfile, each time without one of:
        | response_url | charging_profile | charging_profile.charging_rate_unit |
        | charging_profile.charging_profile_period.0.start_period | charging_profile.charging_profile_period.0.limit | |
      Then every answer is HTTP 200 with status code 2001
      And every status message names the field at fault
      And ABC has received no question

    @CP-05 @TRANS-22
    Scenario: PUT with what does not fit
      Given EMP has prepared a profile
      When EMP sends PUT chargingprofiles/SES1 with the SetChargingProfile, each time with one of:
        | charging_profile.charging_rate_unit                     | kW       |
        | charging_profile.min_charging_rate                      | 6.25     |
        | charging_profile.min_charging_rate                      | "6"      |
        | charging_profile.duration                               | "900"    |
        | charging_profile.duration                               | 900.5    |
        | charging_profile.start_date_time                        | now      |
        | charging_profile.charging_profile_period                | {}       |
        | charging_profile.charging_profile_period.0.limit        | "12.5"   |
        | charging_profile.charging_profile_period.0.limit        | 12.55    |
        | charging_profile.charging_profile_period.0.start_period | 0.5      |
        | response_url                                            | nowhere  |
      Then every answer is HTTP 200 with status code 2001
      And every status message names the field at fault
      And ABC has received no question

    @CP-18 @TRANS-21
    Scenario: No POST and no PATCH for providers
      When EMP tries POST and PATCH on chargingprofiles/SES1
      Then every answer is HTTP 405 with status code 2000
      And ABC has received no question

    @CP-18 @TRANS-21
    Scenario: No GET, no PATCH and no DELETE for operators
      When ABC tries GET, PATCH and DELETE on chargingprofiles/SES1
      Then every answer is HTTP 405 with status code 2000

    @HCMD-14 @HUB-35
    Scenario Outline: <method> with a response_url at a stranger's
      Given a stranger's server
      When EMP sends a profile <method> for SES1, where response_url is {stranger}/result
      Then the answer is HTTP 200 with status code 2001
      And the status message names "response_url"
      And ABC has received no question
      And the stranger has received nothing

      Examples:
        | method |
        | GET    |
        | PUT    |
        | DELETE |

  Rule: results arrive at a URL of the hub and leave for the provider's own

    @CP-20 @HCMD-02
    Scenario: A URL for every request
      When EMP sends a profile GET for SES1
      And EMP sends a profile PUT for SES1
      And EMP sends a profile PUT for SES1
      And EMP sends a profile DELETE for SES1
      Then the 4 response URLs that ABC was given are the hub's and all different

    @CP-07 @CP-09 @CP-17 @CP-20 @HCMD-05 @ROUTE-31
    Scenario Outline: The result of <method>: <body>
      Given EMP has sent a profile <method> for SES1, and ABC has accepted
      When ABC posts the result with the body <body>
      Then the answer is HTTP 200 with status code 1000
      And the answer has no data
      And EMP has received the result with the body <body>
      And that request is addressed to EMP and comes from ABC
      And that request carries the header Authorization Token {EMP.tokenFromHub}

      Examples:
        | method | body                  |
        | PUT    | {"result":"ACCEPTED"} |
        | PUT    | {"result":"REJECTED"} |
        | DELETE | {"result":"ACCEPTED"} |
        | DELETE | {"result":"UNKNOWN"}  |
        | GET    | {"result":"REJECTED"} |
        | GET    | {"result":"ACCEPTED","profile":{"start_date_time":"2025-03-01T07:30:00Z","charging_profile":{"charging_rate_unit":"W","charging_profile_period":[{"start_period":0,"limit":11000.5}]}}} |

    @CP-07 @CP-09 @TRANS-22 @HUB-21
    Scenario Outline: <body> is no result of <method>
      Given EMP has sent a profile <method> for SES1, and ABC has accepted
      When ABC posts the result with the body <body>
      Then the answer is HTTP 200 with status code 2001
      And EMP has received no result
      When ABC posts the result with the body {"result":"REJECTED"}
      Then EMP has received the result REJECTED and no other

      Examples:
        | method | body                                                     |
        | PUT    | {}                                                       |
        | PUT    | {"result":"TIMEOUT"}                                     |
        | DELETE | {"result":"UNKNOWN_SESSION"}                             |
        | GET    | {"result":"ACCEPTED"}                                    |
        | GET    | {"result":"ACCEPTED","profile":{"charging_profile":{}}}  |
        | GET    | {"result":"REJECTED","profile":{"start_date_time":"2025-03-01T07:30:00Z","charging_profile":{"charging_rate_unit":"W"}}} |

    @CP-28 @HCMD-08
    Scenario: A second result
      Given EMP has sent a profile PUT for SES1, and ABC has accepted
      And ABC posts the result ACCEPTED
      When ABC posts the result REJECTED
      Then the answer is HTTP 404
      And EMP has received the result ACCEPTED and no other

    @CP-28 @HCMD-07
    Scenario: A result from an operator that was not asked
      Given provider EMP has an agreement with operator XYZ
      And EMP has sent a profile PUT for SES1, and ABC has accepted
      When XYZ posts the result REJECTED of ABC's question
      Then the answer is HTTP 404
      And EMP has received no result

    @CP-28 @HCMD-06
    Scenario Outline: A result at <path>, which was never handed out
      When ABC sends POST <path> with the body {"result":"ACCEPTED"}
      Then the answer is HTTP 404

      Examples:
        | path                                                      |
        | chargingprofiles/PUT/00000000-0000-4000-8000-000000000000 |
        | chargingprofiles/result/1                                 |

    @CP-28
    Scenario: The result of a profile at the URL of a command
      Given EMP has commanded STOP_SESSION, and ABC has accepted
      And ABC posts the result ACCEPTED
      And EMP has sent a profile PUT for SES1, and ABC has accepted
      When ABC posts the result ACCEPTED of its question 1
      Then the answer is HTTP 404
      And EMP has received no result

    @CP-08 @HCMD-10
    Scenario Outline: After <result> nothing more is taken
      Given ABC answers <method> chargingprofiles with data {"result":"<result>","timeout":3}
      And EMP sends a profile <method> for SES1
      When ABC posts the result with the body {"result":"REJECTED"}
      Then the answer is HTTP 404
      And EMP has received no result

      Examples:
        | method | result        |
        | PUT    | TOO_OFTEN     |
        | GET    | REJECTED      |
        | DELETE | NOT_SUPPORTED |

    @CP-27
    Scenario Outline: No result in time is no result, and a late one still arrives: <method>
      Given ABC answers <method> chargingprofiles with data {"result":"ACCEPTED","timeout":0}
      And EMP has sent a profile <method> for SES1, and ABC has accepted
      When the time for results is over
      Then EMP has received no result
      When ABC posts the result with the body {"result":"REJECTED"}
      Then the answer is HTTP 200 with status code 1000
      And EMP has received the result REJECTED and no other

      Examples:
        | method |
        | GET    |
        | PUT    |

  Rule: of a profile that changes hears who set one

    @CP-25 @CP-17 @ROUTE-31
    Scenario: The provider that set one
      Given operator ABC has an agreement with provider OTH
      And EMP has sent a profile PUT for SES1, and ABC has accepted
      And ABC posts the result ACCEPTED
      When ABC reports the active profile of SES1
      Then the answer is HTTP 200 with status code 1000
      And the answer has no data
      And EMP has received the active profile of SES1
      And that request is addressed to EMP and comes from ABC
      And OTH has received no PUT chargingprofiles/SES1

    @CP-25 @ROUTE-31
    Scenario Outline: A report that is addressed to <to>
      Given EMP has sent a profile PUT for SES1, and ABC has accepted
      And the next request is addressed to <to>
      When ABC reports the active profile of SES1
      Then the answer is HTTP 200 with status code 1000
      And EMP has received the active profile of SES1
      And that request is addressed to EMP and comes from ABC

      Examples:
        | to      |
        | EMP     |
        | the hub |

    @CP-25 @VER-06
    Scenario: At the endpoint that the provider names
      Given THR has been invited as provider
      And THR offers chargingprofiles at /odd/profiles/
      And THR registers
      And the agreement of ABC and THR is made
      And THR publishes Token TOK2
      And ABC sends PUT sessions/{cc}/ABC/SES2 with Session SES2, where auth_id is "CON-{cc}-TOK2"
      And THR has sent a profile PUT for SES2, and ABC has accepted
      When ABC reports the active profile of SES2
      Then THR has received the active profile of SES2
      And that request's URL is "/odd/profiles/SES2"

    @CP-26 @CP-14
    Scenario Outline: <case>
      Given <before>
      When ABC reports the active profile of SES1
      Then the answer is HTTP 404
      And EMP has received no PUT chargingprofiles/SES1

      Examples:
        | case              | before                                                    |
        | Nobody set one    | ABC publishes Location LOC9                               |
        | One was only read | EMP has sent a profile GET for SES1, and ABC has accepted |

    @CP-26
    Scenario: What was refused is not set
      Given ABC answers PUT chargingprofiles with data {"result":"REJECTED","timeout":1}
      And EMP sends a profile PUT for SES1
      When ABC reports the active profile of SES1
      Then the answer is HTTP 404
      And EMP has received no PUT chargingprofiles/SES1

    @CP-26
    Scenario: A session that nobody has
      When ABC reports the active profile of SES404
      Then the answer is HTTP 404

    @CP-25 @CP-26
    Scenario: The same session id of another operator
      Given provider EMP has an agreement with operator XYZ
      And EMP has sent a profile PUT for SES1, and ABC has accepted
      And XYZ publishes the Session
      When XYZ reports the active profile of SES1
      Then the answer is HTTP 404
      And EMP has received no PUT chargingprofiles/SES1
      When ABC reports the active profile of SES1
      Then EMP has received the active profile of SES1
      And that request is addressed to EMP and comes from ABC

    @CP-05 @TRANS-22
    Scenario Outline: A report where <field> is <value>
      Given EMP has sent a profile PUT for SES1, and ABC has accepted
      When ABC reports the active profile of SES1, where <field> is <value>
      Then the answer is HTTP 200 with status code 2001
      And EMP has received no PUT chargingprofiles/SES1

      Examples:
        | field                               | value  |
        | start_date_time                     | absent |
        | charging_profile                    | absent |
        | charging_profile.charging_rate_unit | kW     |
        | charging_profile.min_charging_rate  | 1.25   |

    @CP-25 @ROUTE-13
    Scenario Outline: The provider answers with <answer>
      Given EMP has sent a profile PUT for SES1, and ABC has accepted
      And EMP answers PUT chargingprofiles with <answer>
      When ABC reports the active profile of SES1
      Then the answer is HTTP <http> with status code <code>

      Examples:
        | answer                        | http | code |
        | status code 2001              | 200  | 2001 |
        | HTTP 404 and status code 2001 | 404  | 2001 |
        | HTTP 500                      | 200  | 4000 |

    @CP-25 @ROUTE-14 @ROUTE-15
    Scenario Outline: A provider that <trouble>
      Given EMP has sent a profile PUT for SES1, and ABC has accepted
      And EMP <trouble>
      When ABC reports the active profile of SES1
      Then the answer is HTTP 200 with status code <code>

      Examples:
        | trouble                              | code |
        | does not answer PUT chargingprofiles | 4002 |
        | cannot be reached                    | 4003 |
