Feature: Answering Sessions and CDRs
  Addressed to nobody, the hub answers for itself; addressed to a provider, that provider's answer is the answer.

  Background:
    Given operator ABC has an agreement with provider EMP
    And EMP publishes the Token

  Rule: without an address the hub answers at once

    @HUB-31 @ROUTE-27 @ROUTE-03 @ROUTE-04
    Scenario Outline: <method> <path>, while EMP is silent
      Given EMP does not answer ANY <module>
      When ABC sends <method> <path> with the <kind>
      Then the answer is HTTP 201 with status code 1000
      And the answer came before EMP was given up
      And the answer is addressed to ABC and comes from the hub
      And EMP has received <method> <path>
      And that request is addressed to EMP and comes from ABC
      And EMP lists the <kind>

      Examples:
        | kind    | method | path                   | module   |
        | Session | PUT    | sessions/{cc}/ABC/SES1 | sessions |
        | CDR     | POST   | cdrs                   | cdrs     |

    @HUB-31 @ROUTE-19
    Scenario: A provider that refuses a Session is not heard
      Given EMP answers PUT sessions with status code 2001
      When ABC sends PUT sessions/{cc}/ABC/SES1 with the Session
      Then the answer is HTTP 201 with status code 1000
      And EMP has received the Session
      And EMP lists the Session

  Rule: with an address the provider answers

    @HUB-31 @ROUTE-12 @ROUTE-13 @ROUTE-03
    Scenario Outline: <method> <path> is relayed
      Given EMP answers <method> <module> with HTTP <http> and status code <code>
      And the next request is addressed to EMP
      When ABC sends <method> <path> with the <kind>
      Then the answer is HTTP <http> with status code <code>
      And the answer is addressed to ABC and comes from EMP
      And EMP has received <method> <path>
      And that request is addressed to EMP and comes from ABC

      Examples:
        | kind    | method | path                   | module   | http | code |
        | Session | PUT    | sessions/{cc}/ABC/SES1 | sessions | 200  | 1000 |
        | Session | PUT    | sessions/{cc}/ABC/SES1 | sessions | 200  | 2001 |
        | CDR     | POST   | cdrs                   | cdrs     | 200  | 1000 |
        | CDR     | POST   | cdrs                   | cdrs     | 200  | 3000 |

    @HUB-31 @HUB-32
    Scenario: The URL of a CDR is the hub's all the same
      Given the next request is addressed to EMP
      When ABC sends POST cdrs with the CDR
      Then the answer is a success
      And the header Location is a URL of the hub
      And I keep the header Location as cdr
      And ABC sends GET {cdr}
      And the data is the CDR

    @HUB-31 @ROUTE-14 @ROUTE-15 @ROUTE-16
    Scenario Outline: A <kind> stays stored when EMP <fails>
      Given EMP <fails>
      And the next request is addressed to EMP
      When ABC sends <method> <path> with the <kind>
      Then the answer is HTTP 200 with status code <code>
      And EMP answers as usual again
      And EMP lists 1 <kind>

      Examples:
        | kind    | method | path                   | fails                                      | code |
        | Session | PUT    | sessions/{cc}/ABC/SES1 | answers PUT sessions with HTTP 500         | 4000 |
        | Session | PUT    | sessions/{cc}/ABC/SES1 | does not answer PUT sessions               | 4002 |
        | Session | PUT    | sessions/{cc}/ABC/SES1 | cuts PUT sessions                          | 4003 |
        | CDR     | POST   | cdrs                   | answers POST cdrs with the body <garbage/> | 4000 |
        | CDR     | POST   | cdrs                   | cannot be reached                          | 4003 |

    @HUB-31
    Scenario: A provider that takes no Sessions lists them
      Given OTH has been invited as provider
      And OTH offers no sessions
      And OTH registers
      And the agreement of ABC and OTH is made
      And the next request is addressed to OTH
      When ABC sends PUT sessions/{cc}/ABC/SES1 with the Session
      Then the answer is HTTP 201 with status code 1000
      And OTH lists 1 Session
      And EMP lists no Session
