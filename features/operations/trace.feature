Feature: Tracing what happened
  Every OCPI request, in and out, is kept with its answer; the operator of the hub finds it by its ids, partner, module
  and outcome. Tokens are never shown.

  Rule: what one request has caused is found by its correlation id

    @TRACE-04
    Scenario: A push and its copies
      Given operator ABC has agreements with providers EMP and OTH
      And the next request carries:
        | X-Request-ID     | {cc}-r1 |
        | X-Correlation-ID | {cc}-c1 |
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location
      Then the trace of correlation_id={cc}-c1 shows:
        | direction | method | module    | connection       | http_status | ocpi_status |
        | IN        | PUT    | locations | {ABC.connection} | 201         | 1000        |
        | OUT       | PUT    | locations | {EMP.connection} | 200         | 1000        |
        | OUT       | PUT    | locations | {OTH.connection} | 200         | 1000        |
      And each request in the trace but the first is a child of the first

    @TRACE-01
    Scenario: A single request
      Given operator ABC
      And the next request carries the header X-Request-ID {cc}-only
      When ABC sends GET locations/{cc}/ABC/NOWHERE
      Then the trace of request_id={cc}-only shows:
        | direction | method | module    | http_status | ocpi_status |
        | IN        | GET    | locations | 404         | 2003        |

  Rule: filters narrow the trace

    Scenario Outline: <query>
      Given operator ABC has an agreement with provider EMP
      And the next request carries the header X-Correlation-ID {cc}-trace
      And ABC sends PUT tariffs/{cc}/ABC/TAR1 with the Tariff
      And EMP has received the Tariff
      And the next request carries the header X-Correlation-ID {cc}-trace
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the body {}
      Then the trace of correlation_id={cc}-trace&<query> shows:
        | direction | module   | ocpi_status |
        | <seen>    | <module> | <status>    |

      Examples:
        | query                                     | seen | module    | status |
        | connection={EMP.connection}               | OUT  | tariffs   | 1000   |
        | connection={ABC.connection}&status=1000   | IN   | tariffs   | 1000   |
        | module=locations                          | IN   | locations | 2001   |
        | direction=OUT                             | OUT  | tariffs   | 1000   |
        | status=2001                               | IN   | locations | 2001   |
        | status=201                                | IN   | tariffs   | 1000   |
        | party={cc}*EMP                            | OUT  | tariffs   | 1000   |
        | finding=LOC-34                            | IN   | locations | 2001   |
        | limit=1                                   | IN   | locations | 2001   |

    Scenario: Nothing fits
      Given operator ABC
      When the administrator sends GET /admin/requests?correlation_id=nobody-has-this
      Then the answer is HTTP 200
      And the body is []

    @TRANS-03
    Scenario: A caller whom nobody knows
      Given operator ABC
      And the next request carries:
        | Authorization | Token nobody-has-this |
        | X-Request-ID  | {cc}-unknown          |
      When ABC sends GET tokens
      Then the trace of request_id={cc}-unknown shows:
        | direction | connection | http_status | ocpi_status |
        | IN        | null       | 401         | 2000        |

    Scenario: Newest first
      Given operator ABC
      And ABC publishes the Location
      And ABC publishes the Tariff
      When the administrator sends GET /admin/requests?connection={ABC.connection}&direction=IN&limit=2
      Then the body has:
        | 0.module | tariffs   |
        | 1.module | locations |

  Rule: a request is shown whole, except tokens

    Scenario: Headers and bodies of a push
      Given operator ABC has an agreement with provider EMP
      And the next request carries the header X-Request-ID {cc}-whole
      And ABC sends PUT locations/{cc}/ABC/LOC1 with the body {"id":"LOC1"}
      When the administrator opens the request with request_id={cc}-whole
      Then the answer is HTTP 200
      And the answer's text holds "LOC1"
      And the answer's text holds "city"
      And the answer's text holds "{cc}-whole"
      And no token appears in the answer

    Scenario: A request that does not exist
      When the administrator sends GET /admin/requests/nothing
      Then the answer is a problem with HTTP 404

    @TRACE-06
    Scenario: A handshake is in the trace, its tokens are not
      Given operator ABC
      When ABC puts its credentials
      Then the trace of connection={ABC.connection}&module=credentials shows:
        | direction | method | http_status | ocpi_status |
        | IN        | POST   | 200         | 1000        |
        | IN        | PUT    | 200         | 1000        |
      And no token appears in the admin API
      And no token appears in the hub's log

    @TRANS-01
    Scenario: Nor after errors
      Given operator ABC
      And the next request carries the header Authorization Bearer {ABC.token}
      And ABC sends GET tokens
      And ABC posts its credentials
      And ABC sends GET credentials
      When the administrator renews the credentials of ABC
      Then no token appears in the admin API
      And no token appears in the hub's log

  Rule: requests can be watched as they happen

    Scenario: The live feed
      Given operator ABC
      And the administrator watches the live feed
      And the next request carries the header X-Request-ID {cc}-live
      When ABC sends GET locations/{cc}/ABC/LOC1
      Then the live feed shows "{cc}-live"
      And no token appears in the live feed
