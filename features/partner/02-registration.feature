Feature: Registration
  The credentials handshake, first with everything that must not succeed, then for good.

  @writes
  Rule: with TOKEN_A nothing but a registration is possible

    @TRANS-07 @twin-CRED-09
    Scenario: TOKEN_A opens no module
      Given we are not registered yet
      When we send GET to every list it offers
      Then every answer is HTTP 401

    @CRED-27
    Scenario: Credentials that are not registered cannot be renewed
      Given we are not registered yet
      When we send our credentials by PUT
      Then it refuses it

    @CRED-27 @needs-CRED-24
    Scenario: A renewal of what is not registered gets HTTP 405
      Given we are not registered yet
      When we send our credentials by PUT
      Then it answers HTTP 405, if it refuses it

    @CRED-32
    Scenario: What is not registered cannot be unregistered
      Given we are not registered yet
      When we send DELETE credentials
      Then it refuses it

    @CRED-32 @needs-CRED-30
    Scenario: A DELETE of what is not registered gets HTTP 405
      Given we are not registered yet
      When we send DELETE credentials
      Then it answers HTTP 405, if it refuses it

  @writes
  Rule: a registration that cannot succeed is refused

    @CRED-22 @twin-CRED-06
    Scenario Outline: Credentials without <field> are refused, and nobody is called back
      Given we are not registered yet
      When we send our credentials by POST, without <field>
      Then it refuses it
      And it has not called us back

      Examples:
        | field            |
        | token            |
        | url              |
        | business_details |
        | country_code     |
        | party_id         |

    @CRED-22 @twin-CRED-06
    Scenario: A token of 65 characters is refused
      Given we are not registered yet
      When we send our credentials by POST, with a token of 65 characters
      Then it refuses it

    @TRANS-22 @needs-CRED-06
    Scenario: What is wrong with credentials is told by 2001
      Given we are not registered yet
      When we send our credentials by POST, without business_details
      Then it answers with status code 2001

    @CRED-18 @needs-CRED-06
    Scenario Outline: A partner whose versions <fail> cannot be registered
      Given we are not registered yet
      When we send our credentials by POST, but our versions <fail>
      Then it answers with status code 3001

      Examples:
        | fail                        |
        | cannot be reached           |
        | answer HTTP 401             |
        | answer something else       |
        | answer with an error        |
        | are no list                 |

    @CRED-19 @needs-CRED-06
    Scenario: A partner without version 2.1.1 cannot be registered with it
      Given we are not registered yet
      When we send our credentials by POST, but our versions lack 2.1.1
      Then it answers with status code 3002

    @CRED-20 @needs-CRED-06
    Scenario: A partner without a credentials endpoint cannot be registered
      Given we are not registered yet
      When we send our credentials by POST, but our endpoints lack credentials
      Then it answers with status code 3003

    @CRED-21 @needs-CRED-22
    Scenario: A registration that failed leaves TOKEN_A in force
      Given a registration has failed
      When we send GET versions
      Then it takes it

  Rule: a registration exchanges tokens

    @CRED-06 @needs-CRED-21
    Scenario: A registration is answered with credentials
      Given we have tried to register
      Then the registration has succeeded with valid Credentials

    @CRED-04
    Scenario: It reads our versions before it answers
      Given we are registered by our own POST
      Then it has read our versions with our new token before it answered

    @CRED-05
    Scenario: It reads our details of 2.1.1 before it answers
      Given we are registered by our own POST
      Then it has read our version details with our new token before it answered

    @CRED-07
    Scenario: TOKEN_C is new
      Given we are registered by our own POST
      Then its token is neither TOKEN_A nor the one we gave it

    @TRANS-06
    Scenario: The token it makes has 1 to 64 visible characters
      Given we are registered
      Then our token has 1 to 64 visible characters

    @CRED-13
    Scenario: It chooses 2.1.1 among our versions
      Given it has registered with us by itself
      Then it has read our version details of 2.1.1 and no others

    @CRED-14
    Scenario: It uses TOKEN_A for versions, details and the POST
      Given it has registered with us by itself
      Then all its calls before the registration carried TOKEN_A

    @CRED-15
    Scenario: Its versions can be read while its own POST is open
      Given it has tried to register with us
      Then it has let us read its versions and details before it had our answer

    @CRED-16
    Scenario: It calls with TOKEN_C once it is registered
      Given it has registered with us by itself
      And it has called us since
      Then all its calls since carried the token we gave it

    @CRED-08
    Scenario Outline: TOKEN_A no longer opens <what>
      Given we are registered by our own POST
      And a token that nobody was given gets HTTP 401
      When we send GET <what> with TOKEN_A
      Then it answers HTTP 401

      Examples:
        | what        |
        | versions    |
        | details     |
        | credentials |

    @CRED-09
    Scenario: TOKEN_C opens every list it offers
      Given we are registered
      When we send GET to every list it offers
      Then no answer is HTTP 401

  Rule: the credentials endpoint shows and protects a registration

    @CRED-02
    Scenario: GET shows its own credentials
      Given it offers credentials
      When we send GET credentials
      Then the data is a valid Credentials, names its party and an absolute url

    @CRED-03
    Scenario: The token in its credentials is the one we use
      Given it offers credentials
      When we send GET credentials
      Then the data holds the token we use

    @CRED-01 @writes
    Scenario: Credentials cannot be patched
      Given we are registered
      When we send PATCH credentials with {}
      Then it answers HTTP 405

    @CRED-11 @writes @needs-CRED-06
    Scenario: Who is registered cannot register again
      Given we are registered
      When we send our credentials by POST
      Then it answers HTTP 405

    @CRED-12 @writes
    Scenario: That leaves the registration as it was
      Given a second registration was refused
      When we send GET credentials
      Then it takes it

  @writes
  Rule: a renewal replaces both tokens

    @CRED-28
    Scenario: A renewal that fails leaves the tokens in force
      Given a renewal with versions that cannot be reached was refused
      When we send GET credentials
      Then it takes it

    @CRED-24
    Scenario: A renewal is answered with a new token
      Given we are registered
      When we renew our credentials
      Then the renewal has succeeded with a token that is new

    @CRED-23
    Scenario: It reads our versions and details again
      Given we have renewed our credentials
      Then it has read our versions and details again before it answered

    @CRED-25
    Scenario: The token before the renewal opens nothing any more
      Given we have renewed our credentials
      And a token that nobody was given gets HTTP 401
      When we send GET versions with the token before
      Then it answers HTTP 401
