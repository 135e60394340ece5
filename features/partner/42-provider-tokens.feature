@emsp
Feature: Tokens of a provider
  What a provider lists, and what it says when an operator asks about a driver.

  Rule: the list

    @TOK-09
    Scenario: The list holds Tokens that keep the tables of 2.1.1
      Given it lists at least 1 tokens
      Then every Token it lists is valid

    @EXT-16
    Scenario: App users and ad hoc users are on no white list
      Given it lists a Token of type APP_USER or AD_HOC_USER
      Then every such Token it lists has the whitelist NEVER

    @TRANS-62
    Scenario: Times in Tokens end in Z and have whole seconds
      Given it lists at least 1 tokens
      Then every time in its tokens ends in Z and has whole seconds

    @TOK-11 @writes
    Scenario Outline: <method> changes no Token
      Given it lists a Token
      When we send <method> tokens/{token} with {}
      Then it answers HTTP 405

      Examples:
        | method |
        | PUT    |
        | PATCH  |
        | DELETE |

  @writes
  Rule: the question whether a driver may charge

    @TOK-21
    Scenario: Who has Tokens to be asked about can be asked
      Given it lists a Token that is not always on the white list
      When we send POST tokens/{token}/authorize?type={type}
      Then it answers neither HTTP 404 nor HTTP 405

    @TOK-12 @needs-TOK-21
    Scenario: The answer is a verdict
      Given it lists a Token
      When we send POST tokens/{token}/authorize?type={type}
      Then the data is a valid AuthorizationInfo, unless it wants to know the Location

    @TOK-12 @needs-TOK-21
    Scenario: A Token that is not valid gets a verdict too, and not ALLOWED
      Given it lists a Token that is not valid
      When we send POST tokens/{token}/authorize?type={type}
      Then the data is a valid AuthorizationInfo, and not ALLOWED

    @TOK-13 @twin-TOK-12
    Scenario: Without /authorize nothing is authorised
      Given it lists a Token
      When we send POST tokens/{token}
      Then it answers HTTP 404 or 405

    @TOK-14 @needs-TOK-21
    Scenario: Without a type the type is RFID
      Given it lists a Token of type RFID
      When we send POST tokens/{token}/authorize
      Then it takes it, unless it wants to know the Location

    @TOK-14 @needs-TOK-21
    Scenario: Without a type no Token of another type is meant
      Given it lists a Token of type OTHER whose uid no RFID card has
      When we send POST tokens/{token}/authorize
      Then it does not allow charging

    @TOK-15 @needs-TOK-21
    Scenario Outline: The type may be called <name>
      Given it lists a Token of type OTHER
      When we send POST tokens/{token}/authorize?<name>=OTHER
      Then it takes it, unless it wants to know the Location

      Examples:
        | name       |
        | type       |
        | token_type |

    @TOK-17 @needs-TOK-21
    Scenario: The body may be missing
      Given it lists a Token
      When we send POST tokens/{token}/authorize?type={type}
      Then it takes it, unless it wants to know the Location

    @TOK-18 @needs-TOK-21
    Scenario: A permission names no place that was not asked about
      Given it lists a valid Token
      When we send POST tokens/{token}/authorize?type={type} with {"location_id": "LOC-1", "evse_uids": ["E1"], "connector_ids": ["1"]}
      Then the answer, if it allows charging, names our place and no other

    @TOK-20 @needs-TOK-21
    Scenario: A Token that nobody has is not authorised
      Given it offers tokens
      When we send POST tokens/{nobody}/authorize
      Then it answers HTTP 404 with status code 2004
