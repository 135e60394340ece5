Feature: What a refusal says

  Whoever builds an interface reads the status message, and nothing else.

  Rule: what is unknown is named, and nothing that is known

    @LOC-15 @TRANS-47
    Scenario Outline: <method> <path>
      Given operator ABC
      And ABC publishes the Location
      When ABC sends <method> locations/{cc}/ABC/<path> with the body {"amperage":32}
      Then the answer is HTTP 404 with status code 2003
      And the status message names "unknown <what>"

      Examples:
        | method | path         | what           |
        | PATCH  | NONE         | location NONE  |
        | PATCH  | NONE/EVSE1/1 | location NONE  |
        | PATCH  | LOC1/NONE/1  | evse LOC1/NONE |
        | PATCH  | LOC1/EVSE1/9 | connector LOC1/EVSE1/9 |
        | PUT    | LOC1/NONE/1  | evse LOC1/NONE |
        | GET    | LOC1/NONE/1  | evse LOC1/NONE |
        | GET    | NONE/EVSE1/1 | location NONE  |

    @TOK-08
    Scenario: A type of a Token that there is not
      Given provider EMP
      And EMP publishes the Token
      When EMP tries GET, DELETE and PATCH on tokens/{cc}/EMP/TOK1?type=BOGUS
      Then the status message names "?type"
      And the status message names "RFID"

  Rule: what is no path says which there are

    @TRANS-21
    Scenario: With whatever method
      Given operator ABC
      When ABC tries GET, PUT, POST and DELETE on /ocpi/emsp/2.1.1/nonsense
      Then every answer is HTTP 404 with status code 2001
      And the status message names "/ocpi/emsp/2.1.1 lists the endpoints there are"

    @TRANS-21
    Scenario: HEAD is GET without the body
      Given operator ABC
      And ABC publishes the Location
      When ABC sends HEAD locations/{cc}/ABC/LOC1
      Then the answer is HTTP 200
      When ABC sends HEAD locations/{cc}/ABC/NONE
      Then the answer is HTTP 404
      When ABC sends HEAD /ocpi/emsp/2.1.1/nonsense
      Then the answer is HTTP 404
