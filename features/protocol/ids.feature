Feature: Ids
  An id becomes a part of URLs, here and at every receiver. One that a path swallows would lead to another object there, even to
  another party's: it is refused at every door, and nothing of it goes out.

  Rule: an id in a URL is no way to another place

    @TRANS-72
    Scenario: An operator's
      Given operator ABC
      When ABC tries GET, PUT, PATCH and DELETE with each id of ". .. %2e %2E%2e .%2E %252e%252e %25%32%65. ..%2fLOC1 X%2F..%2FY a\..\b a%5c.%5cb %2e%2e%255CX a%252f.." on each of:
        | locations/{cc}/ABC/{id}            |
        | locations/{cc}/ABC/LOC1/{id}       |
        | locations/{cc}/ABC/LOC1/EVSE1/{id} |
        | locations/{cc}/ABC/{id}/EVSE1      |
        | sessions/{cc}/ABC/{id}             |
        | tariffs/{cc}/ABC/{id}              |
        | cdrs/{cc}/ABC/{id}                 |
      Then every answer that is not HTTP 405 is HTTP 200 with status code 2001, and names the id

    @TRANS-72
    Scenario: A provider's
      Given provider EMP
      When EMP tries GET, PUT, PATCH and DELETE with each id of ". .. %2e%2e .%252e ..%5CTOK1 a%2f.%2fb" on each of:
        | tokens/{cc}/EMP/{id}           |
        | locations/{id}                 |
        | locations/LOC1/{id}/1          |
        | chargingprofiles/{id}?duration=900&response_url=http%3A%2F%2Flocalhost%2F |
      Then every answer that is not HTTP 405 is HTTP 200 with status code 2001, and names the id

    @TRANS-72
    Scenario: Of a token to authorise, and of a profile that is reported
      Given operator ABC
      When ABC tries POST with each id of ". .. %2e%2e %252e. X%2f..%2fY" on each of:
        | tokens/{id}/authorize |
      Then every answer that is not HTTP 405 is HTTP 200 with status code 2001, and names the id

    @TRANS-72
    Scenario: Whole, as it stands behind the name of the hub
      Given operator ABC
      When ABC sends PUT {hub}/ocpi/emsp/2.1.1/tariffs/{cc}/ABC/.. by the whole URL
      Then the answer is HTTP 200 with status code 2001
      And the status message names 'the id ".."'

    @TRANS-72
    Scenario: None at all
      Given operator ABC
      When ABC tries PUT and PATCH on each of:
        | locations/{cc}/ABC/ |
        | sessions/{cc}/ABC/  |
        | tariffs/{cc}/ABC    |
      Then every answer is HTTP 404 with status code 2001
      And the status message names "an id is missing"
      And the status message names "/{country_code}/{party_id}/{id}"

    @TRANS-72
    Scenario: Dots that lead nowhere else
      Given operator ABC
      When ABC sends PUT tariffs/{cc}/ABC/..%2e.a%25 with the Tariff, where id is "....a%"
      Then the answer is a success
      When ABC sends PUT tariffs/{cc}/ABC/.a%2Fb..%2F...%5Cc. with the Tariff, where id is ".a/b../...\\c."
      Then the answer is a success

  Rule: nor is one in a body

    @TRANS-72
    Scenario: Objects and their parts
      Given operator ABC has an agreement with provider EMP
      And a driver of EMP is charging at ABC
      And ABC publishes the Location
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location, each time with one of:
        | id                             | ".."           |
        | evses.0.uid                    | "."            |
        | evses.0.uid                    | ""             |
        | evses.1.uid                    | "%2e%2E"       |
        | evses.0.connectors.1.id        | "a/../b"       |
        | evses.1.connectors.0.id        | "%252e"        |
        | evses.0.connectors.0.tariff_id | "T\\..\\U"     |
      Then every answer is HTTP 200 with status code 2001
      And every status message names the field at fault
      When ABC sends PUT locations/{cc}/ABC/LOC1/EVSE1 with the EVSE, each time with one of:
        | uid             | ".."    |
        | connectors.0.id | "./1"   |
      Then every answer is HTTP 200 with status code 2001
      And every status message names the field at fault
      When ABC sends PUT sessions/{cc}/ABC/SES1 with the Session, each time with one of:
        | id                              | "."    |
        | location.id                     | ".."   |
        | location.evses.0.uid            | "../E" |
        | location.evses.0.connectors.0.id | "."   |
      Then every answer is HTTP 200 with status code 2001
      And every status message names the field at fault
      When ABC sends POST cdrs with the CDR, each time with one of:
        | id                   | ".."      |
        | id                   | "%2e%2e"  |
        | id                   | ""        |
        | location.id          | "..%2fX"  |
        | location.evses.0.uid | "."       |
      Then every answer is HTTP 200 with status code 2001
      And every status message names the field at fault

    @TRANS-72
    Scenario: Changes of a part of an object
      Given operator ABC
      And ABC publishes the Location
      When ABC sends PATCH locations/{cc}/ABC/LOC1 with the body {"evses":[{"uid":"..","status":"AVAILABLE","connectors":[],"last_updated":"2025-03-01T09:00:00Z"}]}
      Then the answer is HTTP 200 with status code 2001
      And the status message names "/evses/0/uid"
      When ABC sends PATCH locations/{cc}/ABC/LOC1/EVSE1/1 with the body {"id":"."}
      Then the answer is HTTP 200 with status code 2001
      And the status message names "/id"

    @TRANS-72
    Scenario: What commands and authorisations are about
      Given operator ABC has an agreement with provider EMP
      When EMP sends POST commands/START_SESSION with the StartSession, each time with one of:
        | location_id | ".."     |
        | evse_uid    | "%2e"    |
        | token.uid   | "../TOK" |
      Then every answer is HTTP 200 with status code 2001
      And every status message names the field at fault
      When EMP sends POST commands/UNLOCK_CONNECTOR with the UnlockConnector, each time with one of:
        | location_id  | "."  |
        | evse_uid     | ".." |
        | connector_id | "."  |
      Then every answer is HTTP 200 with status code 2001
      And every status message names the field at fault
      When EMP sends POST commands/STOP_SESSION with the StopSession, each time with one of:
        | session_id | ".." |
      Then every answer is HTTP 200 with status code 2001
      And every status message names the field at fault
      When EMP sends PUT tokens/{cc}/EMP/TOK1 with the Token, each time with one of:
        | uid | ".."   |
        | uid | "%2e." |
      Then every answer is HTTP 200 with status code 2001
      And every status message names the field at fault
      When ABC sends POST tokens/TOK1/authorize with the body {"location_id":"..","evse_uids":["."],"connector_ids":["a/.."]}
      Then the answer is HTTP 200 with status code 2001
      And the status message names "/location_id"
      And the status message names "/evse_uids/0"
      And the status message names "/connector_ids/0"

    @TRANS-72
    Scenario: Where a result is to go
      Given operator ABC has an agreement with provider EMP
      And ABC publishes the Location
      When EMP commands START_SESSION, where response_url is "{EMP.url}/results/../1"
      Then the answer is HTTP 200 with status code 2001
      And the status message names "response_url"
      And ABC has received no question

    @TRANS-72
    Scenario: Contract ids are in no URL
      Given provider EMP
      When EMP sends PUT tokens/{cc}/EMP/TOK1 with the Token, where auth_id is ".."
      Then the answer is a success

  Rule: nothing of it reaches anybody

    @TRANS-72
    Scenario: One operator writes for another
      Given operator ABC has an agreement with provider EMP
      And operator EVL has an agreement with provider EMP
      When EVL sends PUT locations/{cc}/EVL/.. with the Location, where id is ".."
      Then the answer is HTTP 200 with status code 2001
      When EVL sends PATCH locations/{cc}/EVL/../ABC/LOC1 with the body {"address":"Moved 1"}
      Then the answer is HTTP 200 with status code 2001
      When EVL sends DELETE tariffs/{cc}/EVL/..
      Then the answer is HTTP 200 with status code 2001
      And EMP has received no Location

    @TRANS-72
    Scenario: A page goes on without it
      Given operator ABC has an agreement with provider EMP
      And the first synchronisation with ABC is over
      And ABC holds Tariff T1, where id is ".."
      And ABC holds Tariff T2, where id is "%252E"
      And ABC holds Tariff T3
      When the hub synchronises with ABC
      Then the synchronisation of tariffs has rejected ".." and "%252E", each for its id
      And EMP lists 1 Tariff

    @TRANS-72
    Scenario: An endpoint that leads elsewhere is no endpoint
      Given ABC has been invited as operator
      When ABC posts its credentials, where url is "{ABC.url}/x/../ocpi/versions"
      Then the answer is HTTP 200 with status code 3001
      And the status message names "normalised"
      And the hub has not called ABC
