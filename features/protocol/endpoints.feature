Feature: Endpoints as they are
  Some platforms stand behind a gateway that wants a key in the query of every URL, some pack what they answer. Neither keeps
  them from exchanging everything.

  Rule: an endpoint's query stays behind the path, and is nobody else's business

    @TRANS-73
    Scenario: Everything, with keys in the query on both sides
      Given ABC has been invited as operator
      And ABC is behind a gateway that wants "code=k%3D"
      And ABC holds Tariff T1
      And ABC holds Tariff T2
      And ABC puts 1 object on a page
      And ABC registers
      And EMP has been invited as provider
      And EMP is behind a gateway that wants "tenant=s3cret-4711/=="
      And EMP registers
      And the agreement of ABC and EMP is made
      When the hub synchronises with ABC
      Then the answer's "status" is "DONE"
      And EMP lists 2 Tariffs
      When ABC publishes the Location
      Then EMP has been called at "PUT /ocpi/emsp/2.1.1/locations/{cc}/ABC/LOC1?tenant=s3cret-4711/=="
      When ABC sets EVSE EVSE1 of LOC1 to CHARGING
      Then EMP has been called at "PATCH /ocpi/emsp/2.1.1/locations/{cc}/ABC/LOC1/EVSE1?tenant=s3cret-4711/=="
      When EMP sends PUT tokens/{cc}/EMP/TOK1?type=OTHER with the Token, where type is "OTHER"
      And EMP sends PATCH tokens/{cc}/EMP/TOK1?type=OTHER with the body {"valid":false}
      Then ABC has been called at "PUT /ocpi/cpo/2.1.1/tokens/{cc}/EMP/TOK1?code=k%3D"
      And ABC has been called at "PATCH /ocpi/cpo/2.1.1/tokens/{cc}/EMP/TOK1?code=k%3D&type=OTHER"
      When ABC sends POST tokens/CARD9/authorize?type=RFID
      Then the answer is HTTP 200 with status code 1000
      And EMP has been called at "POST /ocpi/emsp/2.1.1/tokens/CARD9/authorize?tenant=s3cret-4711/==&type=RFID"
      And ABC packs its answers with "gzip"
      When EMP commands START_SESSION
      Then ABC has been called at "POST /ocpi/cpo/2.1.1/commands/START_SESSION?code=k%3D"
      When EMP answers PUT locations with the body <p>No route /ocpi/emsp/2.1.1/locations?tenant=s3cret-4711/==, try https://a.example/?tenant=s3cret-4711/==</p>
      And ABC changes the Location
      Then EMP has received PUT locations/{cc}/ABC/LOC1
      And "s3cret-4711" appears neither in the admin API nor in the log of the hub
      And "code=k" appears neither in the admin API nor in the log of the hub

    @TRANS-73
    Scenario: Bills, sessions and profiles
      Given ABC has been invited as operator
      And ABC is behind a gateway that wants "code=k%3D"
      And ABC registers
      And EMP has been invited as provider
      And EMP is behind a gateway that wants "k=1"
      And EMP registers
      And the agreement of ABC and EMP is made
      And the connection of EMP has the option charging_profiles true
      And the connection of ABC has the option charging_profiles true
      And a driver of EMP is charging at ABC
      Then EMP has been called at "PUT /ocpi/emsp/2.1.1/sessions/{cc}/ABC/SES1?k=1"
      When EMP sends a profile GET for SES1
      Then the answer is HTTP 200 with status code 1000
      And ABC has been called at "GET /ocpi/cpo/2.1.1/chargingprofiles/SES1?code=k%3D&duration=…"
      When ABC sends the CDR
      Then EMP has been called at "POST /ocpi/emsp/2.1.1/cdrs?k=1"

    @TRANS-73
    Scenario: A handshake that fails shows no key either
      Given ABC has been invited as operator
      And ABC is behind a gateway that wants "code=s3cret-4712"
      And ABC answers GET /ocpi/2.1.1 with the body {"status_code":1000,"data":{"version":"2.1.1"},"timestamp":"2026-01-31T08:00:00Z"}
      When ABC posts its credentials
      Then the answer is HTTP 200 with status code 3001
      And the status message names "code=***"
      And "s3cret-4712" appears neither in the admin API nor in the log of the hub

  Rule: answers may be packed

    @TRANS-74
    Scenario Outline: With <coding>
      Given operator ABC has an agreement with provider EMP
      And the first synchronisation with ABC is over
      And ABC packs its answers with "<coding>"
      And EMP packs its answers with "<coding>"
      And ABC holds Tariff T1
      And ABC holds Tariff T2
      And ABC puts 1 object on a page
      When the hub synchronises with ABC
      Then the answer's "status" is "DONE"
      And EMP lists 2 Tariffs
      When ABC sends POST tokens/CARD9/authorize with the body {"location_id":"LOC1"}
      Then the answer is HTTP 200 with status code 1000
      When ABC publishes the Location
      Then EMP has received the Location

      Examples:
        | coding      |
        | gzip        |
        | x-gzip      |
        | deflate     |
        | raw deflate |
        | br          |
        | gzip twice  |

    @TRANS-74 @ROUTE-16
    Scenario: More than an answer of its kind may be, packed small
      Given operator ABC has an agreement with provider EMP
      And EMP answers POST tokens with 60000000 bytes, packed to 65536 at most
      When ABC sends POST tokens/CARD9/authorize with the body {"location_id":"LOC1"}
      Then the answer is HTTP 200 with status code 4003
      And the hub still answers
