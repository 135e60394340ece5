Feature: Versions and version details
  What a partner shows first. Checked with the token that was given, before anything is registered.

  Rule: only who has a token may look

    @TRANS-01 @needs-CRED-15
    Scenario: The token is taken in plain form
      When we send GET versions
      Then it has let us in

    @TRANS-02
    Scenario: Versions are closed without a token
      Given its versions open to our token
      When we send GET versions without a token
      Then it answers HTTP 401

    @VER-02 @needs-TRANS-02
    Scenario: Version details are closed without a token
      Given its version details
      When we send GET details without a token
      Then it answers HTTP 401

    @TRANS-03
    Scenario: A token that nobody was given opens nothing
      Given its versions open to our token
      When we send GET versions with the token "nobody-was-given-this-token"
      Then it answers HTTP 401

    @TRANS-03
    Scenario: An empty token opens nothing
      Given its versions open to our token
      When we send GET versions with the header Authorization: Token
      Then it answers HTTP 401

    @TRANS-04
    Scenario Outline: The scheme <scheme> opens nothing
      Given its versions open to our token
      When we send GET versions with the header Authorization: <scheme> {token}
      Then it answers HTTP 401

      Examples:
        | scheme |
        | Bearer |
        | Basic  |

    @TRANS-06
    Scenario: The token has 1 to 64 visible characters
      Given a token
      Then our token has 1 to 64 visible characters

  Rule: versions are a list, details name the endpoints

    @VER-01 @needs-CRED-15
    Scenario: Versions are a plain list, 2.1.1 among them
      When we send GET versions
      Then the data is a list of versions, 2.1.1 among them

    @VER-03
    Scenario: The details are those of 2.1.1 and name endpoints
      Given its version details
      When we send GET details
      Then the data is of version 2.1.1
      And the data has at least one endpoint, each with an identifier and an url

    @VER-04
    Scenario: Credentials are among the endpoints
      Given its version details
      When we send GET details
      Then credentials are among the endpoints

    @VER-14
    Scenario: A module comes with those that it depends on
      Given its version details
      When we send GET details
      Then every module among the endpoints has those that it depends on

    @VER-05
    Scenario: All URLs are absolute
      When we send GET versions and GET details
      Then every url in the data is absolute

    @VER-12
    Scenario: The URLs of endpoints contain the version
      Given its version details
      When we send GET details
      Then every url in the data contains "2.1.1"

    @TRANS-21 @writes
    Scenario: Nothing can be written to the versions
      Given its versions open to our token
      When we send DELETE versions
      Then it answers HTTP 405
