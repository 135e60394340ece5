Feature: What was seen meanwhile
  All that the partner answered, and what it sent by itself, from the first request to here.

  Rule: every answer is an answer of OCPI

    @TRANS-09
    Scenario: Every answer was an envelope in JSON
      Given it has answered us
      Then every answer was JSON with status_code and timestamp

    @TRANS-15
    Scenario: Every timestamp was the present time in UTC
      Given it has answered us
      Then every timestamp was the present time in UTC

    @TRANS-25
    Scenario: No answer used a code for custom use
      Given it has answered us
      Then no status_code was of a range for custom use

    @TRACE-10 @needs-VER-01
    Scenario: Answers carry the X-Request-ID of their request
      Given it has answered us
      When we send GET versions with the header X-Request-ID: {nobody}
      Then the answer carries the header X-Request-ID {nobody}

  Rule: what it sends is valid, and comes to the right place

    @TRANS-01
    Scenario: Its calls carry our token in plain form
      Given it has called us
      Then all its calls carried the token we gave it

    @CRED-10
    Scenario: It calls the endpoints that it read
      Given it has called us at a module
      Then all its calls came to URLs that we gave it

    @VER-06
    Scenario: It invents no URLs
      Given it has called us
      Then no call came to a URL that we never gave

    @TRANS-10
    Scenario: What it sends is JSON and says so
      Given it has sent us a body
      Then all its bodies were JSON, sent as application/json

    @TRANS-54
    Scenario: What it owns comes under its own party, with single slashes
      Given it has pushed an object to us
      Then all its pushes came to the path of country, party and id

    @TRANS-55
    Scenario: What it owns comes under its own id
      Given it has pushed an object to us
      Then every whole object it has pushed has the id of its URL

    @TRANS-58
    Scenario: It writes country codes and party ids in upper case
      Given it has pushed an object to us
      Then all its pushes named the party in upper case

    @TRANS-53
    Scenario: Its PATCHes carry last_updated
      Given it has sent us a PATCH
      Then all its PATCHes carried last_updated

    @cpo @LOC-34
    Scenario: The Locations it pushes are valid
      Given it has pushed locations to us
      Then all locations it has pushed are valid

    @cpo @TAR-13
    Scenario: The Tariffs it pushes are valid
      Given it has pushed tariffs to us
      Then all tariffs it has pushed are valid

    @cpo @TOK-16
    Scenario: It asks about a token with its type
      Given it has asked us to authorise a token
      Then all its questions named the type as type

    @cpo @TRANS-20 @writes
    Scenario: A driver whom we have refused does not charge
      Given it has asked us about a token that we refused
      When a moment has passed
      Then no Session of that token has come

    @emsp @TOK-28
    Scenario: The Tokens it pushes are valid
      Given it has pushed tokens to us
      Then all tokens it has pushed are valid

    @emsp @SES-03
    Scenario: It lists Sessions with date_from
      Given it has read our Sessions
      Then all its reads of Sessions carried date_from

    @writes @CRED-26
    Scenario: After a renewal it calls with the new token
      Given it has called us since we renewed our credentials
      Then all its calls since the renewal carried the new token
