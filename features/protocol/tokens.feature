Feature: Tokens
  Providers push Tokens on the CPO interface, operators list them on the eMSP interface.

  Background:
    Given operator ABC has an agreement with provider EMP

  Rule: PUT stores a Token whole, PATCH changes what it names

    @TOK-01 @TOK-04 @HUB-07 @HUB-25
    Scenario: A new Token
      When EMP sends PUT tokens/{cc}/EMP/TOK1 with the Token
      Then the answer is HTTP 201 with status code 1000
      And ABC has received PUT tokens/{cc}/EMP/TOK1
      And ABC has received the Token
      When EMP sends GET tokens/{cc}/EMP/TOK1
      Then the answer is HTTP 200 with status code 1000
      And the data is the Token

    @TOK-02 @TRANS-45
    Scenario: A known Token is replaced whole
      Given EMP publishes the Token
      When EMP sends PUT tokens/{cc}/EMP/TOK1 with the Token, where:
        | visual_number | absent               |
        | whitelist     | NEVER                |
        | last_updated  | 2025-03-02T00:00:00Z |
      Then the answer is HTTP 200 with status code 1000
      And ABC has received the Token
      When EMP sends GET tokens/{cc}/EMP/TOK1
      Then the data has:
        | visual_number | absent |
        | whitelist     | NEVER  |

    @TOK-03 @TRANS-46 @HUB-25
    Scenario: A Token becomes invalid
      Given EMP publishes the Token
      When EMP sends PATCH tokens/{cc}/EMP/TOK1 with the body {"valid":false,"last_updated":"2025-03-02T00:00:00Z"}
      Then the answer is HTTP 200 with status code 1000
      And ABC has received PATCH tokens/{cc}/EMP/TOK1
      And its body is {"valid":false,"last_updated":"2025-03-02T00:00:00Z"}
      When ABC sends GET tokens
      Then the data has:
        | 0.valid        | false                |
        | 0.whitelist    | ALLOWED              |
        | 0.issuer       | Drive Everywhere     |
        | 0.last_updated | 2025-03-02T00:00:00Z |

    @HUB-04 @TRANS-52 @TRANS-53
    Scenario: Without last_updated the time of receipt counts
      Given EMP publishes the Token
      When EMP sends PATCH tokens/{cc}/EMP/TOK1 with the body {"valid":false}
      Then ABC has received PATCH tokens/{cc}/EMP/TOK1
      And its last_updated is a time since the request

    @TOK-03 @TRANS-49 @TRANS-51 @HUB-20
    Scenario Outline: A PATCH that would spoil the Token: <body>
      Given EMP publishes the Token
      When EMP sends PATCH tokens/{cc}/EMP/TOK1 with the body <body>
      Then the answer is HTTP 200 with status code 2001
      And ABC lists the Token
      And ABC has received no PATCH tokens/{cc}/EMP/TOK1

      Examples:
        | body                     |
        | {"valid":"no"}           |
        | {"whitelist":"SOMETIMES"} |
        | {"issuer":null}          |
        | {"uid":"TOK2"}           |

    @TOK-04 @TRANS-47 @TRANS-59
    Scenario: Tokens that nobody knows
      Given EMP publishes the Token
      When EMP tries GET and PATCH on each of:
        | tokens/{cc}/EMP/TOK2 | tokens/{cc}/EMP/tok1 | tokens/{cc}/EMP/TOK1?type=OTHER |
      Then every answer is HTTP 404 with status code 2001
      And ABC lists the Token

    @TOK-05 @TRANS-21
    Scenario: No POST and no DELETE
      Given EMP publishes the Token
      When EMP tries POST and DELETE on tokens/{cc}/EMP/TOK1
      Then every answer is HTTP 405 with status code 2000
      And ABC lists the Token

    @TOK-06 @TRANS-55
    Scenario: Another uid in the body
      When EMP sends PUT tokens/{cc}/EMP/TOK1 with the Token, where uid is "TOK2"
      Then the answer is HTTP 200 with status code 2001
      And the status message names "uid"
      And ABC lists no Token

    @HUB-28
    Scenario: An operator that does not know the Token gets it whole
      Given EMP publishes the Token
      And ABC has received the Token
      And ABC answers PATCH tokens with HTTP 404 and status code 2001
      When EMP sends PATCH tokens/{cc}/EMP/TOK1 with the body {"valid":false}
      Then ABC has received PUT tokens/{cc}/EMP/TOK1 2 times
      And ABC has received PUT tokens/{cc}/EMP/TOK1
      And its body has:
        | valid | false |

  Rule: a Token is told apart by uid and type

    @TOK-07
    Scenario: The same uid with another type is another Token
      Given EMP publishes the Token
      When EMP sends PUT tokens/{cc}/EMP/TOK1 with the Token, where type is "OTHER"
      Then the answer is HTTP 201 with status code 1000
      And ABC lists 2 Tokens
      When EMP sends PUT tokens/{cc}/EMP/TOK1 with the Token, where type is "OTHER"
      Then the answer is HTTP 200 with status code 1000
      And ABC lists 2 Tokens

    @TOK-07 @HUB-08
    Scenario: The same uid and type of another provider is another Token
      Given operator ABC has an agreement with provider OTH
      And EMP publishes the Token
      And OTH sends PUT tokens/{cc}/OTH/TOK1 with the Token, where auth_id is "OWN-{cc}-TOK1"
      When EMP makes the Token invalid
      And OTH sends GET tokens/{cc}/OTH/TOK1
      Then the data has valid true
      And ABC lists 2 Tokens

    @TOK-08
    Scenario Outline: GET tokens/…/TOK1<query> means the <type> one
      Given EMP publishes the Token
      And EMP sends PUT tokens/{cc}/EMP/TOK1 with the Token, where type is "OTHER"
      When EMP sends GET tokens/{cc}/EMP/TOK1<query>
      Then the data has type "<type>"

      Examples:
        | query       | type  |
        |             | RFID  |
        | ?type=RFID  | RFID  |
        | ?type=OTHER | OTHER |

    @TOK-08
    Scenario: Without a type the only Token is meant, whatever its type
      Given EMP sends PUT tokens/{cc}/EMP/TOK1 with the Token, where type is "OTHER"
      When EMP sends PATCH tokens/{cc}/EMP/TOK1 with the body {"valid":false}
      Then the answer is HTTP 200 with status code 1000
      When EMP sends GET tokens/{cc}/EMP/TOK1
      Then the data has:
        | type  | OTHER |
        | valid | false |

    @TOK-08
    Scenario Outline: PATCH tokens/…/TOK1<query> changes the <type> one
      Given EMP publishes the Token
      And EMP sends PUT tokens/{cc}/EMP/TOK1 with the Token, where type is "OTHER"
      When EMP sends PATCH tokens/{cc}/EMP/TOK1<query> with the body {"valid":false}
      And EMP sends GET tokens/{cc}/EMP/TOK1?type=RFID
      Then the data has valid <rfid>
      When EMP sends GET tokens/{cc}/EMP/TOK1?type=OTHER
      Then the data has valid <other>

      Examples:
        | query       | type  | rfid  | other |
        |             | RFID  | false | true  |
        | ?type=RFID  | RFID  | false | true  |
        | ?type=OTHER | OTHER | true  | false |

    @TOK-08
    Scenario: The operator can tell which one was changed
      Given EMP publishes the Token
      And EMP sends PUT tokens/{cc}/EMP/TOK1 with the Token, where type is "OTHER"
      When EMP sends PATCH tokens/{cc}/EMP/TOK1?type=OTHER with the body {"valid":false}
      Then ABC has received PATCH tokens/{cc}/EMP/TOK1
      And its query has type OTHER

    @TOK-08 @TRANS-55
    Scenario Outline: PUT tokens/…/TOK1?type=OTHER with a Token of type <type>
      When EMP sends PUT tokens/{cc}/EMP/TOK1?type=OTHER with the Token, where type is "<type>"
      Then the answer is HTTP <http> with status code <code>

      Examples:
        | type  | http | code |
        | OTHER | 201  | 1000 |
        | RFID  | 200  | 2001 |

  Rule: what the table requires must be there

    @TOK-01 @TRANS-44 @HUB-20
    Scenario: A Token that lacks something is not stored
      When EMP sends PUT tokens/{cc}/EMP/TOK1 with the Token, each time without one of:
        | uid | type | auth_id | issuer | valid | whitelist | last_updated |
      Then every answer is HTTP 200 with status code 2001
      And every status message names the field at fault
      When EMP sends GET tokens/{cc}/EMP/TOK1
      Then the answer is HTTP 404
      And ABC has received no Token

    @TRANS-22 @TRANS-66
    Scenario: Values that the table does not allow
      When EMP sends PUT tokens/{cc}/EMP/TOK1 with the Token, each time with one of:
        | type         | "NFC"        |
        | type         | "rfid"       |
        | valid        | "true"       |
        | valid        | 1            |
        | whitelist    | "SOMETIMES"  |
        | language     | "eng"        |
        | auth_id      | 12           |
        | last_updated | "now"        |
      Then every answer is HTTP 200 with status code 2001
      And every status message names the field at fault
      And ABC lists no Token

    @TRANS-65
    Scenario: Texts have limits
      When EMP sends PUT tokens/{cc}/EMP/TOK1 with the Token, each time with one text as long as allowed:
        | auth_id       | 36 |
        | visual_number | 64 |
        | issuer        | 64 |
      Then every answer is a success
      When EMP sends PUT tokens/{cc}/EMP/TOK1 with the Token, each time with one text a character too long:
        | auth_id       | 36 |
        | visual_number | 64 |
        | issuer        | 64 |
      Then every answer is HTTP 200 with status code 2001

    @TRANS-65 @TRANS-57
    Scenario Outline: The uid <uid>
      When EMP sends PUT tokens/{cc}/EMP/<escaped> with the Token, where uid is "<uid>"
      Then the answer is HTTP <http> with status code <code>

      Examples:
        | uid                                   | escaped                               | http | code |
        | 123456789012345678901234567890123456  | 123456789012345678901234567890123456  | 201  | 1000 |
        | 1234567890123456789012345678901234567 | 1234567890123456789012345678901234567 | 200  | 2001 |
        | card 7/8                              | card%207%2F8                          | 201  | 1000 |

    @TOK-01 @TRANS-66
    Scenario: Each value of the enums
      When EMP sends PUT tokens/{cc}/EMP/TOK1 with the Token, each time with one of:
        | type      | OTHER           |
        | type      | RFID            |
        | whitelist | ALWAYS          |
        | whitelist | ALLOWED         |
        | whitelist | ALLOWED_OFFLINE |
        | whitelist | NEVER           |
        | valid     | false           |
        | language  | nl              |
      Then every answer is a success

  Rule: operators list the Tokens of all agreed providers

    @TOK-09
    Scenario Outline: tokens<query>
      Given operator ABC has an agreement with provider OTH
      And EMP has published:
        | Token | T1 | 2025-03-01T08:00:00Z |
        | Token | T2 | 2025-03-02T08:00:00Z |
      And OTH has published:
        | Token | T3 | 2025-03-03T08:00:00Z |
      When ABC sends GET tokens<query>
      Then the answer is HTTP 200 with status code 1000
      And the data lists "<ids>"
      And the answer carries the header X-Total-Count <total>

      Examples:
        | query                           | ids        | total |
        |                                 | T1, T2, T3 | 3     |
        | ?date_from=2025-03-02T08:00:00Z | T2, T3     | 2     |
        | ?date_to=2025-03-02T08:00:00Z   | T1         | 1     |
        | ?limit=1&offset=2               | T3         | 3     |

    @TOK-10
    Scenario: Invalid Tokens are in the list
      Given EMP publishes the Token
      And EMP makes the Token invalid
      When ABC sends GET tokens
      Then the data lists "TOK1"
      And the data has 0.valid false

    @TOK-11 @TRANS-21
    Scenario: Operators read and do nothing else
      Given EMP publishes the Token
      When ABC tries PUT, PATCH and DELETE on tokens
      Then every answer is HTTP 405 with status code 2000
      And ABC lists the Token

    @HUB-01 @HUB-02
    Scenario: The provider is out of reach
      Given EMP publishes the Token
      And EMP cannot be reached
      When ABC sends GET tokens
      Then the data at 0 is the Token
