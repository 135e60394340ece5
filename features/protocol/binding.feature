Feature: Whose Session, whose CDR
  A 2.1.1 Session or CDR names no provider. The hub finds the one it is for, or refuses it; it is never broadcast.

  Background:
    Given operator ABC has agreements with providers EMP and OTH

  Rule: the provider is the one whose Token has that contract id, else the one whose Token has that uid

    @ROUTE-27 @ROUTE-43 @ROUTE-20
    Scenario Outline: <kind> by auth_id
      Given EMP publishes the Token
      When ABC sends <method> <path> with the <kind>
      Then the answer is HTTP 201 with status code 1000
      And EMP has received <method> <path>
      And OTH has not

      Examples:
        | kind    | method | path                   |
        | Session | PUT    | sessions/{cc}/ABC/SES1 |
        | CDR     | POST   | cdrs                   |

    @ROUTE-43
    Scenario: Several Tokens of one provider may share a contract
      Given EMP publishes the Token
      And EMP sends PUT tokens/{cc}/EMP/TOK2 with Token TOK2, where auth_id is "CON-{cc}-TOK1"
      When ABC sends PUT sessions/{cc}/ABC/SES1 with the Session
      Then the answer is HTTP 201 with status code 1000
      And EMP has received the Session

    @ROUTE-44
    Scenario: By uid, where no Token has that contract id
      Given EMP sends PUT tokens/{cc}/EMP/UID-{cc} with Token TOK1, where uid is "UID-{cc}"
      When ABC sends PUT sessions/{cc}/ABC/SES1 with the Session, where auth_id is "UID-{cc}"
      Then the answer is HTTP 201 with status code 1000
      And EMP has received the Session
      And OTH has not

    @ROUTE-43 @ROUTE-44
    Scenario: A contract id and a uid stand together: the first of them
      Given EMP sends PUT tokens/{cc}/EMP/TOK1 with the Token, where auth_id is "BOTH-{cc}"
      And OTH sends PUT tokens/{cc}/OTH/BOTH-{cc} with Token TOK2, where uid is "BOTH-{cc}"
      When ABC sends PUT sessions/{cc}/ABC/SES1 with the Session, where auth_id is "BOTH-{cc}"
      Then the answer is HTTP 201 with status code 1000
      And EMP has received the Session
      And OTH has not
      And OTH lists no Session

    @ROUTE-45 @ROUTE-24
    Scenario: The letters of a contract id prove nothing
      When ABC sends PUT sessions/{cc}/ABC/SES1 with the Session, where auth_id is "{cc}-EMP-C12345678"
      Then the answer is HTTP 200 with status code 4001
      And EMP has received no Session
      And EMP lists no Session

    @ROUTE-43 @TRANS-59
    Scenario: Spellings of a contract id agree
      Given EMP publishes the Token
      When ABC sends PUT sessions/{cc}/ABC/SES1 with the Session, where auth_id is "con{cc}tok1"
      Then the answer is HTTP 201 with status code 1000
      And EMP has received PUT sessions/{cc}/ABC/SES1
      And OTH has not

    @ROUTE-43
    Scenario: A Token that is not valid any more still tells the provider
      Given EMP publishes the Token
      And EMP makes the Token invalid
      When ABC sends POST cdrs with the CDR
      Then the answer is HTTP 201 with status code 1000
      And EMP has received the CDR

  Rule: no provider is a refusal, and of several the first that named the contract has it

    @ROUTE-24 @HUB-31
    Scenario Outline: <method> <path> of a contract that no Token has
      When ABC sends <method> <path> with the <kind>
      Then the answer is HTTP 200 with status code 4001
      And the status message names "auth_id"
      And EMP has received no <kind>
      And OTH has received no <kind>
      And EMP lists no <kind>

      Examples:
        | kind    | method | path                   |
        | Session | PUT    | sessions/{cc}/ABC/SES1 |
        | CDR     | POST   | cdrs                   |

    @ROUTE-43 @ROUTE-54
    Scenario Outline: <method> <path> of a contract of two providers
      Given EMP publishes the Token
      And OTH publishes the Token
      When ABC sends <method> <path> with the <kind>
      Then the answer is HTTP 201 with status code 1000
      And EMP has received the <kind>
      And OTH has received no <kind>
      And OTH lists no <kind>

      Examples:
        | kind    | method | path                   |
        | Session | PUT    | sessions/{cc}/ABC/SES1 |
        | CDR     | POST   | cdrs                   |

    @ROUTE-44 @ROUTE-54
    Scenario: A uid of two providers
      Given EMP sends PUT tokens/{cc}/EMP/UID-{cc} with Token TOK1, where uid is "UID-{cc}"
      And OTH sends PUT tokens/{cc}/OTH/UID-{cc} with Token TOK2, where uid is "UID-{cc}"
      When ABC sends PUT sessions/{cc}/ABC/SES1 with the Session, where auth_id is "UID-{cc}"
      Then the answer is HTTP 201 with status code 1000
      And EMP has received the Session
      And OTH lists no Session

    @ROUTE-41 @ROUTE-12
    Scenario Outline: Addressed to one of the two it goes to that one: <kind>
      Given EMP publishes the Token
      And OTH publishes the Token
      And the next request is addressed to OTH
      When ABC sends <method> <path> with the <kind>
      Then the answer is a success
      And OTH has received <method> <path>
      And EMP has not
      And OTH lists 1 <kind>
      And EMP lists no <kind>

      Examples:
        | kind    | method | path                   |
        | Session | PUT    | sessions/{cc}/ABC/SES1 |
        | CDR     | POST   | cdrs                   |

    @ROUTE-43 @HUB-10 @ROUTE-10
    Scenario: A provider without an agreement, by contract and by address
      Given provider THR without an agreement with ABC
      And THR publishes the Token
      When ABC sends PUT sessions/{cc}/ABC/SES1 with the Session
      Then the answer is HTTP 200 with status code 4001
      When the next request is addressed to THR
      And ABC sends PUT sessions/{cc}/ABC/SES1 with the Session
      Then the answer is HTTP 200 with status code 4001
      And THR has received no Session
      And THR lists no Session
      And EMP lists no Session

    @ROUTE-20 @HUB-31
    Scenario: Addressed to the hub is addressed to nobody
      Given EMP publishes the Token
      And the next request is addressed to the hub
      When ABC sends PUT sessions/{cc}/ABC/SES1 with the Session
      Then the answer is HTTP 201 with status code 1000
      And EMP has received the Session
      And OTH has not

  Rule: a Session that is bound stays bound

    @ROUTE-40
    Scenario: Changes need no contract
      Given EMP publishes the Token
      And ABC sends the Session
      And OTH publishes the Token
      When ABC sends PATCH sessions/{cc}/ABC/SES1 with the body {"kwh":9}
      Then the answer is HTTP 200 with status code 1000
      And EMP has received PATCH sessions/{cc}/ABC/SES1
      And OTH has not
      When ABC sends PUT sessions/{cc}/ABC/SES1 with the Session, where kwh is 11
      Then the answer is HTTP 200 with status code 1000
      And OTH has received no Session
      And OTH lists no Session

    @ROUTE-40
    Scenario: A contract that nobody knows moves it nowhere
      Given EMP publishes the Token
      And ABC sends the Session
      When ABC sends PATCH sessions/{cc}/ABC/SES1 with the body {"auth_id":"CON-{cc}-NOBODY"}
      Then EMP lists 1 Session
      And OTH has received no Session
      And OTH lists no Session

    @ROUTE-40
    Scenario Outline: An address moves it nowhere: <method>
      Given EMP publishes the Token
      And ABC sends the Session
      And the next request is addressed to OTH
      When ABC sends <method> sessions/{cc}/ABC/SES1 with the Session, where kwh is 9
      Then OTH has received no Session
      And OTH lists no Session
      And EMP lists 1 Session

      Examples:
        | method |
        | PUT    |
        | PATCH  |

    @ROUTE-40 @CDR-10
    Scenario: Nor does an address move a CDR
      Given EMP publishes the Token
      And ABC sends the CDR
      And the next request is addressed to OTH
      When ABC sends POST cdrs with the CDR
      Then OTH has received no CDR
      And OTH lists no CDR
      And EMP lists 1 CDR

  Rule: the owner of a CDR is the party that sent it

    @ROUTE-48 @HUB-10
    Scenario: Of several operators on a platform it is the one that has the Location
      Given the platform of ABC also runs DEF
      And operator DEF has an agreement with provider THR
      And the connection of THR has the option extensions "all"
      And THR publishes the Token
      And DEF publishes Location SQUARE
      When ABC sends POST cdrs with the CDR, where location.id is "SQUARE"
      Then the answer is HTTP 201 with status code 1000
      And THR has received POST cdrs
      And its body has:
        | location.party_id | DEF |
      And EMP lists no CDR

    @ROUTE-48
    Scenario Outline: Or the one that <tells>
      Given the platform of ABC also runs DEF
      And operator DEF has an agreement with provider THR
      And THR publishes the Token
      And ABC sends PUT sessions/{cc}/DEF/SES1 with the Session, where location.id is "PLAZA"
      When ABC sends POST cdrs with the CDR, where:
        | location.id           | <location> |
        | <where>country_code   | <cc>       |
        | <where>party_id       | <party>    |
      Then the answer is HTTP 201 with status code 1000
      And the header Location names "/cdrs/{cc}/DEF/CDR1"

      Examples:
        | tells                             | location | where     | cc     | party |
        | the CDR names                     | NOWHERE  |           | {cc}   | DEF   |
        | the Location of the CDR names     | NOWHERE  | location. | {cc}   | DEF   |
        | has the Session of the same visit | PLAZA    | x_        | none   | none  |

    @ROUTE-48 @ROUTE-08
    Scenario: Or the one in the headers
      Given the platform of ABC also runs DEF
      And operator DEF has an agreement with provider THR
      And THR publishes the Token
      And the next request comes from DEF
      When ABC sends POST cdrs with the CDR
      Then the answer is HTTP 201 with status code 1000
      And THR has received POST cdrs

    @ROUTE-52 @HUB-10
    Scenario: Otherwise it is the default party, whose agreements count
      Given the platform of ABC also runs DEF
      And operator DEF has an agreement with provider THR
      And THR publishes the Token
      When ABC sends POST cdrs with the CDR
      Then the answer is HTTP 200 with status code 4001
      And THR has received no CDR

  Rule: what began under an agreement is delivered after its end

    @HUB-15
    Scenario: A CDR whose session was never reported
      Given EMP publishes the Token
      And the present time is kept as start
      And the agreement of ABC and EMP is terminated
      When ABC sends POST cdrs with the CDR, where start_date_time is "{start}"
      Then the answer is HTTP 201 with status code 1000
      And EMP has received POST cdrs
      And OTH has not

    @HUB-15 @HUB-14
    Scenario: A CDR of a session that began after the end
      Given EMP publishes the Token
      And the agreement of ABC and EMP is terminated
      And the present time is kept as start
      When ABC sends POST cdrs with the CDR, where start_date_time is "{start}"
      Then the answer is HTTP 200 with status code 4001
      And EMP has received no CDR

    @HUB-15 @HUB-14 @HUB-10
    Scenario Outline: A <kind> that began after the end, of a driver who had charged before
      Given EMP publishes the Token
      And ABC sends the Session
      And EMP has received the Session
      And the agreement of ABC and EMP is <ended>
      And the present time is kept as start
      When ABC sends <method> <path> with <kind> NEW, where <field> is "{start}"
      Then the answer is HTTP 200 with status code 4001
      And EMP has received no <kind> NEW

      Examples:
        | kind    | ended      | method | path                  | field           |
        | Session | terminated | PUT    | sessions/{cc}/ABC/NEW | start_datetime  |
        | Session | suspended  | PUT    | sessions/{cc}/ABC/NEW | start_datetime  |
        | CDR     | terminated | POST   | cdrs                  | start_date_time |

    @HUB-15 @HUB-10
    Scenario: A Session that began before there was an agreement
      Given provider THR has an agreement with operator ABC
      And THR publishes the Token
      And the agreement of ABC and THR is terminated
      When ABC sends PUT sessions/{cc}/ABC/SES1 with the Session, where start_datetime is "2020-01-01T00:00:00Z"
      Then the answer is HTTP 200 with status code 4001
      And THR has received no Session
