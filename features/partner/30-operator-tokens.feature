@cpo @writes
Feature: Tokens at an operator
  A provider pushes its Tokens to the operator.

  Rule: what is put is what can be read

    @TOK-01
    Scenario: A new Token is stored
      Given it offers tokens
      When we send PUT tokens/{ours} with our Token
      Then it takes it
      And it has our Token as sent

    @TOK-01
    Scenario Outline: A Token with <which> optional field is stored
      Given it takes our Token
      When we send PUT tokens/{ours} with our Token of <which> optional field
      Then it takes it
      And it has our Token with all its fields

      Examples:
        | which |
        | every |
        | no    |

    @TOK-02
    Scenario: A known Token is replaced
      Given it has stored our Token
      When we send PUT tokens/{ours} with our Token, where issuer is "Another" and whitelist is "NEVER"
      Then it takes it
      And it has our Token as sent

    @TRANS-45 @needs-TOK-01
    Scenario: A PUT leaves nothing of what was there
      Given it has stored our Token
      When we send PUT tokens/{ours} with our Token, without visual_number
      Then it takes it
      And it has our Token, without visual_number

    @TOK-03
    Scenario: A PATCH makes a Token invalid and leaves the rest
      Given it has stored our Token
      When we send PATCH tokens/{ours} with {"valid": false, "last_updated": "2026-02-01T08:00:00Z"}
      Then it takes it
      And it has our Token, where valid is false

    @TRANS-52
    Scenario: A PATCH may come without last_updated
      Given it has stored our Token
      When we send PATCH tokens/{ours} with {"valid": false}
      Then it takes it

    @TOK-04
    Scenario: A Token that nobody put is unknown
      Given it takes our Token
      When we send GET tokens/{ours}
      Then it answers HTTP 404

    @TRANS-47
    Scenario: A PATCH of an unknown Token is refused and creates nothing
      Given it takes a PATCH of our Token
      When we send PATCH tokens/{ours} with {"valid": false}
      Then it answers HTTP 404
      And it does not know our Token

    @TOK-05
    Scenario Outline: <method> is not for Tokens
      Given it has stored our Token
      When we send <method> tokens/{ours} with {}
      Then it answers HTTP 405

      Examples:
        | method |
        | POST   |
        | DELETE |

    @TOK-06
    Scenario: A uid that is not that of the URL is refused
      Given it takes our Token
      When we send PUT tokens/{ours} with our Token, where uid is "ANOTHER"
      Then it answers with status code 2001

    @TOK-07
    Scenario: A uid with another type is another Token
      Given it has stored our Token
      When we send PUT tokens/{ours}?type=OTHER with our Token, where type is "OTHER" and issuer is "Another"
      Then it takes it
      And GET tokens/{ours}?type=RFID shows our Token as it was

    @TOK-08
    Scenario: A Token can be read with its type
      Given it has stored our Token
      When we send GET tokens/{ours}?type=RFID
      Then it takes it

    @TRANS-19
    Scenario: A new Token gets HTTP 201
      Given it takes our Token
      When we send PUT tokens/{ours} with our Token
      Then it answers HTTP 201, if it takes it

    @TRANS-13
    Scenario: The answer to a push has no data
      Given it takes our Token
      When we send PUT tokens/{ours} with our Token
      Then the answer has no data

    @TRANS-59
    Scenario: Ids of Tokens are case-sensitive
      Given it has stored our Token
      When we send GET tokens/{OURS}
      Then it does not show it

  Rule: what is no Token is refused, and nothing is stored

    @TRANS-44
    Scenario Outline: A Token without <field> is refused
      Given it takes our Token
      When we send PUT tokens/{ours} with our Token, without <field>
      Then it refuses it
      And it does not know our Token

      Examples:
        | field        |
        | type         |
        | auth_id      |
        | issuer       |
        | valid        |
        | whitelist    |
        | last_updated |

    @TRANS-22
    Scenario: What is missing is told by 2001
      Given it takes our Token
      When we send PUT tokens/{ours} with our Token, without auth_id
      Then it answers with status code 2001, if it refuses it

    @TRANS-17
    Scenario: What is wrong with a Token is not told by HTTP
      Given it takes our Token
      When we send PUT tokens/{ours} with our Token, without auth_id
      Then it answers HTTP 200 or 201

    @TRANS-14
    Scenario: The message names what is missing
      Given it takes our Token
      When we send PUT tokens/{ours} with our Token, without auth_id
      Then the message names "auth_id", if it refuses it

    @TRANS-66
    Scenario Outline: The whitelist type <value> is refused
      Given it takes our Token
      When we send PUT tokens/{ours} with our Token, where whitelist is "<value>"
      Then it refuses it

      Examples:
        | value     |
        | SOMETIMES |
        | allowed   |

    @TRANS-65
    Scenario: An issuer of 65 characters is refused
      Given it takes our Token
      When we send PUT tokens/{ours} with our Token, where issuer has 65 characters
      Then it refuses it

    @TRANS-51
    Scenario: Null clears an optional field
      Given it has stored our Token
      When we send PATCH tokens/{ours} with {"visual_number": null, "last_updated": "2026-02-01T08:00:00Z"}
      Then it takes it
      And it has our Token, without visual_number

    @TRANS-49
    Scenario: A PATCH that makes a Token invalid by the tables is refused and changes nothing
      Given it has stored our Token
      When we send PATCH tokens/{ours} with {"whitelist": "SOMETIMES", "last_updated": "2026-02-01T08:00:00Z"}
      Then it refuses it
      And it has our Token as it was

  Rule: what means the same is taken the same

    @TRANS-70
    Scenario: Null means absent
      Given it takes our Token
      When we send PUT tokens/{ours} with our Token, where visual_number is null and language is null
      Then it takes it

    @TRANS-69
    Scenario: Unknown fields do no harm
      Given it takes our Token
      When we send PUT tokens/{ours} with our Token, where colour is "blue"
      Then it takes it

    @TRANS-61
    Scenario: A time without Z is UTC
      Given it takes our Token
      When we send PUT tokens/{ours} with our Token, where last_updated is "2026-01-31T08:00:00"
      Then it takes it

    @TRANS-63
    Scenario: A time may have fractions of a second
      Given it takes our Token
      When we send PUT tokens/{ours} with our Token, where last_updated is "2026-01-31T08:00:00.250Z"
      Then it takes it

    @TRANS-64
    Scenario: A time with an offset is refused
      Given it takes our Token
      When we send PUT tokens/{ours} with our Token, where last_updated is "2026-01-31T08:00:00+00:00"
      Then it answers with status code 2001

    @TRANS-71
    Scenario: Names may leave ASCII
      Given it takes our Token
      When we send PUT tokens/{ours} with our Token, where issuer is "Énergie à la carte"
      Then it takes it

    @TRANS-10 @as-advice
    Scenario: The content type may name its charset
      Given it takes our Token
      When we send PUT tokens/{ours} with our Token, as application/json; charset=utf-8
      Then it takes it

    @TRANS-57
    Scenario: Percent-encoded ids are decoded
      Given it takes our Token
      When we send PUT tokens/{ours*} with our Token of an odd id
      Then it takes it
      And it has our Token as sent

    @TRANS-58
    Scenario: Country codes and party ids may be in lower case
      Given it has stored our Token
      When we send GET tokens/{lower}
      Then it takes it

  Rule: what cannot be read is told

    @TRANS-16
    Scenario: What is no JSON gets HTTP 400
      Given it takes our Token
      When we send PUT tokens/{ours} with the body {"uid": "
      Then it answers HTTP 400

    @TRANS-18
    Scenario: What is nowhere gets HTTP 404
      Given it takes our Token
      When we send GET tokens/{ours}/no/such/place
      Then it answers HTTP 404
