Feature: Versions and version details
  The hub has two entry points: its eMSP interface for operators, its CPO interface for providers.

  Rule: versions is a plain list with 2.1.1 in it

    @VER-01 @VER-05 @VER-12
    Scenario Outline: The versions for <role> <partner>
      Given <role> <partner>
      When <partner> sends GET <path>
      Then the answer is HTTP 200 with status code 1000
      And the data is a list of <count> object
      And the data has:
        | 0.version | "2.1.1"      |
        | 0.url     | {hub}<details> |

      Examples:
        | role     | partner | path                | details          | count |
        | operator | ABC     | /ocpi/emsp/versions | /ocpi/emsp/2.1.1 | 1     |
        | provider | EMP     | /ocpi/cpo/versions  | /ocpi/cpo/2.1.1  | 2     |
        | operator | ABC     | /ocpi/versions      | /ocpi/emsp/2.1.1 | 1     |
        | provider | EMP     | /ocpi/versions      | /ocpi/cpo/2.1.1  | 2     |

    @VER-02
    Scenario Outline: Without a token there is nothing at <path>
      Given <role> <partner>
      And the next request carries no Authorization header
      When <partner> sends GET <path>
      Then the answer is HTTP 401 with status code 2000

      Examples:
        | role     | partner | path                |
        | operator | ABC     | /ocpi/emsp/versions |
        | operator | ABC     | /ocpi/emsp/2.1.1    |
        | provider | EMP     | /ocpi/cpo/versions  |
        | provider | EMP     | /ocpi/cpo/2.1.1     |
        | provider | EMP     | /ocpi/versions      |

    @VER-02
    Scenario Outline: An invitation and a registration open <path>
      Given <partner> has been invited as <role>
      When <partner> sends GET <path>
      Then the answer is HTTP 200 with status code 1000
      When <partner> posts its credentials
      And <partner> sends GET <path>
      Then the answer is HTTP 200 with status code 1000

      Examples:
        | role     | partner | path                |
        | operator | ABC     | /ocpi/emsp/versions |
        | operator | ABC     | /ocpi/emsp/2.1.1    |
        | provider | EMP     | /ocpi/cpo/versions  |
        | provider | EMP     | /ocpi/cpo/2.1.1     |

  Rule: the details list the endpoints of that interface, and only those

    @VER-03 @VER-04 @VER-05 @VER-09 @VER-10
    Scenario Outline: The details for <role> <partner>
      Given <role> <partner>
      When <partner> sends GET <details>
      Then the answer is HTTP 200 with status code 1000
      And the data has version "2.1.1"
      And the endpoints listed are:
        | credentials | {hub}<details>/credentials |
        | locations   | {hub}<details>/locations   |
        | sessions    | {hub}<details>/sessions    |
        | cdrs        | {hub}<details>/cdrs        |
        | tariffs     | {hub}<details>/tariffs     |
        | tokens      | {hub}<details>/tokens      |
        | commands    | {hub}<details>/commands    |

      Examples:
        | role     | partner | details          |
        | operator | ABC     | /ocpi/emsp/2.1.1 |
        | provider | EMP     | /ocpi/cpo/2.1.1  |

    @VER-09
    Scenario: The endpoints answer
      Given provider EMP
      When EMP sends GET tariffs
      Then the answer is HTTP 200 with status code 1000

    @TRANS-18
    Scenario Outline: There is no version <version>
      Given operator ABC
      When ABC sends GET /ocpi/emsp/<version>
      Then the answer is HTTP 404

      Examples:
        | version |
        | 2.0     |
        | 2.1     |
        | 2.2.1   |

  Rule: the hub uses what a partner advertises, wherever it is

    @VER-06 @TRANS-54
    Scenario Outline: A partner with <case>
      Given operator ABC
      And EMP has been invited as provider
      And EMP serves its versions at <versions>
      And EMP offers the versions:
        | 2.1.1 | <details> |
      And EMP offers locations at <locations>
      When EMP posts its credentials
      Then the answer is HTTP 200 with status code 1000
      And the hub has called EMP:
        | GET | <versions> |
        | GET | <details>  |
      When the agreement of ABC and EMP is made
      And ABC publishes the Location
      Then EMP has received PUT locations/{cc}/ABC/LOC1
      And that request's URL is "<pushed>"

      Examples:
        | case                    | versions                | details               | locations      | pushed                          |
        | trailing slashes        | /ocpi/versions/         | /ocpi/2.1.1/          | /ocpi/2.1.1/locations/ | /ocpi/2.1.1/locations/{cc}/ABC/LOC1 |
        | odd paths               | /roaming/v              | /somewhere/else       | /x/y/z/pois    | /x/y/z/pois/{cc}/ABC/LOC1       |
        | percent signs in a path | /ocpi%20hub/versions    | /ocpi%20hub/2.1.1     | /a%2Fb/pois    | /a%2Fb/pois/{cc}/ABC/LOC1       |
        | everything at the root  | /versions               | /2.1.1                | /locations     | /locations/{cc}/ABC/LOC1        |

    @VER-08 @TRANS-69
    Scenario: Unknown modules and unknown fields do no harm
      Given EMP has been invited as provider
      And EMP offers bookings at /ocpi/bookings
      And EMP answers GET /ocpi/versions with data [{"version":"2.1.1","url":"{EMP.url}/ocpi/2.1.1","role":"EMSP","since":2017}]
      When EMP posts its credentials
      Then the answer is HTTP 200 with status code 1000

    @VER-06 @VER-11 @CRED-23 @CRED-26
    Scenario: A moved endpoint is announced by PUT and used from then on
      Given operator ABC has an agreement with provider EMP
      And EMP offers locations at /moved/pois
      When EMP puts its credentials
      And ABC publishes the Location
      Then EMP has received PUT locations/{cc}/ABC/LOC1
      And that request's URL is "/moved/pois/{cc}/ABC/LOC1"

    @VER-07 @CP-01 @HCI-01
    Scenario: The hub shows custom modules to those who agreed on them only
      Given provider EMP
      When EMP sends GET /ocpi/cpo/2.1.1
      Then no endpoint is listed for "hubclientinfo"
