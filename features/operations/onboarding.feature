Feature: How far a partner has come
  A partner who merely plays against the hub reads what works, what is missing and what to mend, without running a tool.

  Rule: who has done nothing yet reads what to do

    Scenario: Invited
      Given ABC has been invited as operator
      When the operator of the hub reads the report of ABC
      Then the steps are:
        | handshake     | missing |
        | agreement     | missing |
        | dialect       | done    |
        | pull          | missing |
        | push          | missing |
        | tariffs       | missing |
        | tokens        | missing |
        | authorisation | missing |
        | sessions      | missing |
        | cdrs          | missing |
        | commands      | missing |
      And the next thing for handshake is to "POST your Credentials"
      And nothing is to be mended

    Scenario: A handshake that was refused
      Given EMP has been invited as provider
      And EMP sends POST credentials with the body {"token":"short"}
      When the operator of the hub reads the report of EMP
      Then the step handshake is failing
      And the next thing for handshake is to "/url: is required"
      And CRED-22 of 2.1.1 is to be mended: "Send Credentials that keep the table"

    Scenario: Registered, and not yet pushing
      Given operator ABC has an agreement with provider EMP
      And the first synchronisation with ABC is over
      When the operator of the hub reads the report of ABC
      Then the steps are:
        | handshake     | done    |
        | agreement     | done    |
        | dialect       | done    |
        | pull          | done    |
        | push          | missing |
        | tariffs       | missing |
        | tokens        | missing |
        | authorisation | missing |
        | sessions      | missing |
        | cdrs          | missing |
        | commands      | missing |
      And the next thing for push is to "PUT a Location"

  Rule: who has played everything through is done

    Scenario: An operator and a provider
      Given operator ABC has an agreement with provider EMP
      And the first synchronisation with ABC is over
      And ABC publishes the Location
      And ABC publishes the Tariff
      And a driver of EMP has charged at ABC
      And a driver holds card TOK1 to the reader of ABC
      And ABC sends the CDR
      And EMP asks to start charging
      And ABC reports success
      And EMP hears of success
      And EMP lists the Location
      And EMP has received the CDR
      When the operator of the hub reads the reports of ABC and EMP
      Then every step of both is done
      And nothing is to be mended

  Rule: who sends something wrong reads what, and how to mend it

    @LOC-29
    Scenario: Refused
      Given operator ABC
      And ABC sends PUT locations/{cc}/ABC/LOC1 with the Location, where country is "NLDX"
      When the operator of the hub reads the report of ABC
      Then the step push is failing
      And the next thing for push is to "Mend that"
      And LOC-29 of 2.1.1 is to be mended: "Write country with three letters"
      And it was found once, at /country, in a request of the trace

    @LOC-27
    Scenario: Let pass
      Given operator ABC
      And ABC sends PUT locations/{cc}/ABC/LOC1 with the Location, where coordinates.latitude is "52.1"
      When the operator of the hub reads the report of ABC
      Then the step push is done
      And LOC-27 of 2.1.1 is to be mended: "exactly six decimals"
      And it was found once, at /coordinates/latitude, in a request of the trace

    @TRANS-53
    Scenario: Advice is told as advice
      Given operator ABC
      And ABC publishes the Location
      And ABC sends PATCH locations/{cc}/ABC/LOC1/EVSE1 with the body {"status":"CHARGING"}
      When the operator of the hub reads the report of ABC
      Then the step push is done
      And TRANS-53 of 2.2 backport is to be mended: "Send last_updated with every PATCH"

    @TOK-09
    Scenario: On a list that the hub reads
      Given provider EMP
      And the first synchronisation with EMP is over
      And EMP holds the Token, where issuer is absent
      And the hub synchronises with EMP
      When the operator of the hub reads the report of EMP
      Then the step tokens is missing
      And TOK-09 of 2.1.1 is to be mended: "Write Tokens that keep the tables"
      And it was found once, at /data/0/issuer, in a request of the trace

    Scenario: The refusals of a partner
      Given operator ABC has an agreement with provider EMP
      And EMP answers PUT locations with status code 2001
      And ABC publishes the Location
      And EMP has received the Location
      When the operator of the hub reads the report of EMP
      Then the step push is failing
      And the next thing for push is to "2001"

  Rule: mended is mended

    Scenario: The next try succeeds
      Given operator ABC
      And ABC sends PUT locations/{cc}/ABC/LOC1 with the Location, where country is "NL"
      And ABC publishes the Location
      When the operator of the hub reads the report of ABC
      Then the step push is done

  Rule: the report comes as a page too, and on the command line

    Scenario: A page that needs nothing else
      Given operator ABC
      And ABC sends PUT locations/{cc}/ABC/LOC1 with the Location, where country is "<b>"
      When the operator of the hub opens the report of ABC in a browser
      Then the page shows "Write country with three letters" and "failing"
      And the page loads nothing, runs nothing, and shows no token

    Scenario: On the command line
      Given operator ABC
      When the report of ABC is asked for on the command line
      Then the command line ends with exit code 1 and speaks of "PUT a Location"
