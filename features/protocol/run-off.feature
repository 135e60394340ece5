Feature: What began under an agreement is settled after its end
  A session that began while there was an agreement is driven to its end and paid for, unless the agreement says otherwise.

  Rule: Sessions and CDRs are listed and pushed after the end

    @HUB-40 @HUB-15
    Scenario Outline: The agreement has <ended>, and the Session and the CDR can be pulled
      Given operator ABC has agreements with providers EMP and OTH
      And a driver of EMP is charging at ABC
      And ABC sends POST cdrs with the CDR
      And the agreement of ABC and EMP is <ended>
      Then EMP lists 1 Session
      And EMP lists 1 CDR
      And OTH lists no CDR
      When the next request is addressed to ABC
      And EMP sends GET cdrs
      Then the answer is HTTP 200 with status code 1000
      And the data is a list of 1 object

      Examples:
        | ended      |
        | suspended  |
        | terminated |
        | deleted    |

    @HUB-40 @HUB-10 @HUB-14
    Scenario: Not where the agreement does not run off
      Given operator ABC has an agreement with provider EMP
      And the agreement of ABC and EMP does not run off
      And a driver of EMP is charging at ABC
      And the present time is kept as start
      When the agreement of ABC and EMP is terminated
      And ABC sends PATCH sessions/{cc}/ABC/SES1 with the body {"kwh":7}
      And ABC sends POST cdrs with the CDR, where start_date_time is "{start}"
      Then the answer is HTTP 200 with status code 4001
      And EMP lists no Session
      And EMP has received no CDR
      And EMP has received PATCH sessions/{cc}/ABC/SES1 0 times

    @HUB-40 @HUB-15 @TRANS-75
    Scenario: A CDR that was refused for the moment when the agreement ended is pushed again
      Given operator ABC has an agreement with provider EMP
      And a driver of EMP is charging at ABC
      And EMP answers POST cdrs with HTTP 503
      And ABC sends POST cdrs with the CDR
      And EMP has received POST cdrs
      And the agreement of ABC and EMP is terminated
      When EMP answers as usual again
      Then EMP has taken POST cdrs with:
        | id | CDR1 |

    @HUB-40 @CMD-19
    Scenario Outline: <command> of such a session, after the end, <addressed>
      Given operator ABC has an agreement with provider EMP
      And a driver of EMP is charging at ABC
      And the agreement of ABC and EMP is terminated
      And the next request is addressed to <addressed>
      When EMP commands <command>
      Then the answer is HTTP 200 with status code <code>
      And ABC has received <questions>

      Examples:
        | command       | addressed | code | questions   |
        | STOP_SESSION  | the hub   | 1000 | 1 question  |
        | STOP_SESSION  | ABC       | 1000 | 1 question  |
        | START_SESSION | the hub   | 2003 | no question |
        | START_SESSION | ABC       | 4001 | no question |

    @HUB-40 @ROUTE-40
    Scenario: A CDR follows its Session, which was bound by To headers
      Given operator ABC has an agreement with provider EMP
      And the next request is addressed to EMP
      And ABC sends PUT sessions/{cc}/ABC/SES1 with the Session, where auth_id is NOBODY-KNOWS
      And the agreement of ABC and EMP is terminated
      When ABC sends POST cdrs with the CDR, where auth_id is NOBODY-KNOWS
      Then the answer is HTTP 201 with status code 1000
      And EMP has received POST cdrs

    @HUB-40 @HUB-15
    Scenario Outline: To headers name the provider of a session that began <when>
      Given operator ABC has an agreement with provider EMP
      And the present time is kept as before
      And the agreement of ABC and EMP is terminated
      And the present time is kept as later
      And the next request is addressed to EMP
      When ABC sends POST cdrs with the CDR, where start_date_time is "{<when>}"
      Then the answer is HTTP <http> with status code <code>

      Examples:
        | when   | http | code |
        | before | 201  | 1000 |
        | later  | 200  | 4001 |

    @HCMD-17 @HUB-40
    Scenario: A command that was accepted too late binds its Session and its CDR
      Given operator ABC has agreements with providers EMP and OTH
      And ABC publishes the Location
      And ABC answers POST commands 4000 ms late
      And EMP commands START_SESSION, where token is {"uid":"LATE","type":"RFID","auth_id":"CON-{cc}-LATE","issuer":"E","valid":true,"whitelist":"NEVER","last_updated":"2025-03-01T08:00:00Z"}
      And the answer is HTTP 200 with status code 4002
      And the present time is kept as start
      When ABC sends PUT sessions/{cc}/ABC/SES1 with the Session, where:
        | auth_id        | CON-{cc}-LATE |
        | start_datetime | {start}       |
      Then the answer is HTTP 201 with status code 1000
      And EMP has received the Session
      When ABC sends POST cdrs with the CDR, where:
        | auth_id         | CON-{cc}-LATE |
        | start_date_time | {start}       |
      Then the answer is HTTP 201 with status code 1000
      And EMP has received the CDR

  Rule: what the hub stores can be read while its owner is away

    @HUB-40 @ROUTE-11
    Scenario: The owner has left
      Given operator ABC has an agreement with provider EMP
      And ABC publishes the Location
      And ABC sends DELETE credentials
      And the next request is addressed to ABC
      When EMP sends GET locations/LOC1
      Then the answer is HTTP 200 with status code 1000
      When the next request is addressed to ABC
      And EMP sends GET locations
      Then the answer is HTTP 200 with status code 1000
      When the next request is addressed to ABC
      And EMP commands UNLOCK_CONNECTOR
      Then the answer is HTTP 200 with status code 4003

  Rule: what a profile or a command lacks does not stop it

    @HCMD-20 @CP-21
    Scenario: A profile answer without timeout
      Given operator ABC has an agreement with provider EMP
      And a driver of EMP is charging at ABC
      And ABC answers PUT chargingprofiles with data {"result":"ACCEPTED"}
      When EMP sends a profile PUT for SES1
      Then the answer is HTTP 200 with status code 1000
      And the data has result ACCEPTED
      And the data has timeout 2

    @HCMD-19 @HCMD-14
    Scenario Outline: A response_url at <url>, where results.example is named for results
      Given operator ABC has an agreement with provider EMP
      And a driver of EMP is charging at ABC
      And the connection of EMP has the option response_hosts ["results.example","results.example:8443"]
      When EMP commands STOP_SESSION, where response_url is <url>
      Then the answer is HTTP 200 with status code <code>

      Examples:
        | url                             | code |
        | https://results.example/r/1     | 1000 |
        | https://results.example:8443/r  | 1000 |
        | http://results.example/r/1      | 2001 |
        | https://results.example:9/r     | 2001 |
        | https://www.results.example/r   | 2001 |
