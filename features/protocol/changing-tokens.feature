Feature: Tokens that change hands
  An answer may be lost on its way. Neither side may be locked out by that, and whoever calls with a token that was right
  once is told what has become of it.

  Rule: after a renewal the old token holds until the new one is used

    @CRED-41 @CRED-25
    Scenario: The first use of the new token ends the old one
      Given operator ABC
      And ABC puts its credentials
      And the next request carries the token that ABC had before
      And ABC sends GET tokens
      And the answer is HTTP 200 with status code 1000
      And ABC sends GET tokens
      And the next request carries the token that ABC had before
      When ABC sends GET tokens
      Then the answer is HTTP 401 with status code 2000
      And the status message names "replaced"

    @CRED-41 @CRED-28
    Scenario: A partner that never got the answer goes on, is called with its old token, and renews again
      Given operator ABC has an agreement with provider EMP
      When ABC puts its credentials and loses the answer
      And ABC sends GET tokens
      Then the answer is HTTP 200 with status code 1000
      When EMP publishes the Token
      Then ABC has received the Token
      When ABC puts its credentials and loses the answer
      And ABC sends GET tokens
      Then the answer is HTTP 200 with status code 1000
      When ABC puts its credentials
      And ABC sends GET tokens
      Then the answer is HTTP 200 with status code 1000
      And the token that ABC had before is dead

    @CRED-41
    Scenario: The operator of the hub ends the old token at once
      Given operator ABC
      And ABC puts its credentials
      When the administrator ends the old token of ABC
      Then the body has no old token
      And the token that ABC had before is dead

    @CRED-41 @CRED-35
    Scenario Outline: The answer to the hub's own PUT is lost, and the partner <case>
      Given operator ABC
      And ABC takes PUT credentials, and its answer is lost
      When the administrator renews the credentials of ABC
      Then the answer is a problem with HTTP 502
      And the problem mentions "both tokens"
      When the next request carries the token that ABC had <first>
      And ABC sends GET tokens
      Then the answer is HTTP 200 with status code 1000
      When the next request carries the token that ABC had <then>
      And ABC sends GET tokens
      Then the answer is HTTP <http>

      Examples:
        | case             | first  | then   | http |
        | uses the new one | last   | before | 401  |
        | uses the old one | before | last   | 200  |

    @CRED-41 @CRED-35
    Scenario: A partner that never got the answer, and the hub's own PUT after that does not arrive
      Given operator ABC has an agreement with provider EMP
      And ABC puts its credentials and loses the answer
      And ABC cuts PUT credentials
      When the administrator renews the credentials of ABC
      Then the answer is a problem with HTTP 502
      When ABC sends GET tokens
      Then the answer is HTTP 200 with status code 1000
      When EMP publishes the Token
      Then ABC has received the Token

    @CRED-41 @CRED-35 @CRED-26
    Scenario: After the hub's own PUT whose answer was lost the partner renews with the new token
      Given operator ABC has an agreement with provider EMP
      And ABC takes PUT credentials, and its answer is lost
      And the administrator renews the credentials of ABC
      When ABC puts its credentials
      Then the answer is HTTP 200 with status code 1000
      When EMP publishes the Token
      Then ABC has received the Token

    @CRED-41 @CRED-24
    Scenario: A PUT that is sent again before the first has been answered
      Given operator ABC
      And ABC answers GET /ocpi/versions 500 ms late
      When ABC puts its credentials twice at once
      Then both answers are HTTP 200 with status code 1000
      And the token of the later answer opens the hub

  Rule: a token that was right once is told apart; a stranger's is not

    @CRED-40 @CRED-08
    Scenario: The invitation that was used
      Given operator ABC
      And the next request carries the invitation of ABC
      When ABC sends GET tokens
      Then the answer is HTTP 401 with status code 2000
      And the status message names "TOKEN_A has been used"

    @CRED-40 @HUB-17
    Scenario Outline: The token of <partner> at the other side
      Given operator ABC
      And provider EMP
      When <partner> sends GET /ocpi/<side>/2.1.1
      Then the answer is HTTP 401 with status code 2000
      And the status message names "/ocpi/<right>"

      Examples:
        | partner | side | right |
        | ABC     | cpo  | emsp  |
        | EMP     | emsp | cpo   |

    @CRED-40 @TRANS-08
    Scenario: The Base64 of the token
      Given operator ABC
      And the next request carries the Base64 of the token of ABC
      When ABC sends GET tokens
      Then the answer is HTTP 401 with status code 2000
      And the status message names "Base64"

    @CRED-40 @CRED-30
    Scenario: The token of a connection that has ended
      Given operator ABC
      And ABC sends DELETE credentials
      When ABC sends GET tokens
      Then the answer is HTTP 401 with status code 2000
      And the status message names "ended"

    @CRED-40 @TRANS-03
    Scenario Outline: A stranger learns nothing, <path>
      Given operator ABC
      And the next request carries:
        | Authorization | Token <token> |
      When ABC sends GET <path>
      Then the answer is HTTP 401 with status code 2000
      And the status message is "this token is not known here"

      Examples:
        | token                                        | path                |
        | guessed                                      | tokens              |
        | guessed                                      | /ocpi/cpo/2.1.1     |
        | Z3Vlc3NlZC1hbmQtYXMtbG9uZy1hcy1hLXRva2Vu      | /ocpi/emsp/versions |

  Rule: an invitation that was lost is made anew

    @CRED-34 @CRED-40
    Scenario: Another TOKEN_A, and the one before is dead
      Given ABC has been invited as operator
      When the administrator invites ABC again
      And the next request carries the token that ABC had before
      And ABC sends GET /ocpi/emsp/versions
      Then the answer is HTTP 401 with status code 2000
      And the status message names "withdrawn"
      When ABC posts its credentials
      Then the answer is HTTP 200 with status code 1000

    @CRED-34
    Scenario: Not for who is registered
      Given operator ABC
      When the administrator invites ABC again
      Then the answer is a problem with HTTP 409
