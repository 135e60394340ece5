Feature: Partners that are not quite 2.1.1

  The hub reads with tolerance, writes to each partner in the style that it accepts, and hides nothing: every leniency
  is a finding in the trace, and what was learnt is the profile of the connection. A strict connection has none of it.

  Rule: a redirect within the partner's own host is followed, and remembered where it is about a slash

    Scenario Outline: Lists behind a slash, HTTP <status>
      Given operator ABC
      And the first synchronisation with ABC is over
      And ABC holds Tariff T1
      And ABC has its list of tariffs behind a slash, and says so with HTTP <status>
      When the hub synchronises with ABC
      Then the answer's "status" is "DONE"
      And the trace of ABC tells "HTTP <status> was followed to"
      And the profile of ABC has:
        | trailing_slash | lists |

      Examples:
        | status |
        | 301    |
        | 307    |
        | 308    |

    Scenario: Not on a strict connection
      Given operator ABC
      And the first synchronisation with ABC is over
      And the connection of ABC has the option strict true
      And ABC has its list of tariffs behind a slash, and says so with HTTP 307
      When the hub synchronises with ABC
      Then the answer's "status" is "FAILED"
      And the profile of ABC has:
        | trailing_slash | never |

  Rule: what cannot be misread in a list is mended, and from then on in pushes too

    Scenario Outline: <case> in a list
      Given operator ABC
      And the first synchronisation with ABC is over
      And ABC holds Tariff T1, where <field> is <written>
      When the hub synchronises with ABC
      Then the report names "\"rejected\":0"
      And the trace of ABC tells '<told>'
      And the profile of ABC has:
        | repairs | <repair> |

      Examples:
        | case                    | field                              | written                     | repair  | told                                                              |
        | a quoted number         | elements.0.price_components.0.price | "0.25"                      | numbers | "0.25" was read as 0.25                                           |
        | a time with an offset   | last_updated                       | "2025-03-01T10:00:00+02:00" | dates   | "2025-03-01T10:00:00+02:00" was read as "2025-03-01T08:00:00Z"    |
        | a time with a blank     | last_updated                       | "2025-03-01 08:00:00"       | dates   | "2025-03-01 08:00:00" was read as "2025-03-01T08:00:00Z"          |
        | an enum in small letters | elements.0.price_components.0.type | "energy"                    | enums   | "energy" was read as "ENERGY"                                     |

    @TRANS-64
    Scenario: A partner that is not known to write so is told
      Given operator ABC
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location, where last_updated is "2025-03-01T10:00:00+02:00"
      Then the answer is HTTP 200 with status code 2001

    Scenario: A partner that is known to write so is understood
      Given operator ABC
      And the first synchronisation with ABC is over
      And ABC holds Tariff T1, where last_updated is "2025-03-01T10:00:00+02:00"
      And the hub synchronises with ABC
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location, where last_updated is "2025-03-01T10:00:00+02:00"
      Then the answer is HTTP 201 with status code 1000

    Scenario: Nothing is mended on a strict connection
      Given operator ABC
      And the first synchronisation with ABC is over
      And the connection of ABC has the option strict true
      And ABC holds Tariff T1, where last_updated is "2025-03-01T10:00:00+02:00"
      When the hub synchronises with ABC
      Then the report names "\"rejected\":1"

  Rule: who does the handshake with Base64 tokens stays with them

    @TRANS-08
    Scenario: An invitation in Base64
      Given ABC has been invited as operator
      When ABC registers with its invitation in Base64
      Then the connection of ABC is REGISTERED
      And the trace of ABC tells "the token came in Base64"
      And the profile of ABC has:
        | sends_base64_token | true |

    @TRANS-08
    Scenario: The token after it, in Base64 as well
      Given ABC has been invited as operator
      And ABC registers with its invitation in Base64
      And the next request carries the header Authorization Token {ABC.token.base64}
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location
      Then the answer is HTTP 201 with status code 1000

  Rule: answers that no OCPI library wrote are read for what they mean

    Scenario Outline: A push answered with HTTP <status>
      Given operator ABC has an agreement with provider EMP
      And EMP answers PUT locations with HTTP <status>
      When ABC publishes the Location
      Then the delivery to EMP has failed <failures> times
      And the trace of EMP tells "<told>"

      Examples:
        | status | failures | told                                          |
        | 204    | 0        | HTTP 204 without a body was taken for success |

    Scenario: A command that a web framework refuses
      Given operator ABC has an agreement with provider EMP
      And ABC publishes the Location
      And ABC always answers POST commands with HTTP 422 and "the charger sleeps"
      When EMP commands START_SESSION
      Then the answer is HTTP 422 with status code 2001
      And the trace of ABC tells "HTTP 422 without an envelope was read as a refusal"

    Scenario: A token that is nobody's, as an empty list
      Given operator ABC has an agreement with provider EMP
      And EMP answers POST tokens with data []
      When ABC sends POST tokens/NOBODY/authorize
      Then the answer is HTTP 404 with status code 2004
      And the trace of EMP tells "an empty list was read as an unknown token"

  Rule: a framework that refuses a body says what it wants, and gets it

    Scenario Outline: <wants>
      Given operator ABC has an agreement with provider EMP
      And EMP answers the first PUT locations with HTTP 422 and "<detail>"
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location, where last_updated is "2025-03-01T08:00:00.250Z"
      Then the Location that EMP took has <value> in <field>
      And the trace of EMP tells "sent again with <setting> <style>"
      And the profile of EMP has:
        | <setting> | <style> |

      Examples:
        | wants                    | detail                  | field        | value                | setting | style         |
        | Every field, null or not | images: field required  | images       | null                 | nulls   | explicit      |
        | Whole seconds            | invalid datetime format | last_updated | 2025-03-01T08:00:00Z | dates   | whole_seconds |

  Rule: the operator has the last word

    Scenario: A profile by hand
      Given operator ABC has an agreement with provider EMP
      And the administrator sets nulls of the profile of EMP to "explicit"
      When ABC publishes the Location
      Then the Location that EMP took has null in images
