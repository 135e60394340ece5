Feature: Whose Session it is, when somebody cheats
  V is a provider with rights, E another one that is registered and agreed. Whatever E claims, it gets nothing that V's
  drivers did, V pays for nothing that V did not allow, and nobody is held up.

  Background:
    Given operator ABC has agreements with providers VIC and EVL
    And ABC publishes the Location

  Rule: a Token of another's contract is not let in

    @ROUTE-57 @ROUTE-45
    Scenario Outline: A Token whose contract begins with VIC: <spelling>
      When EVL sends PUT tokens/{cc}/EVL/TOK1 with the Token, where auth_id is "<spelling>"
      Then the answer is a success
      And ABC has received no Token
      And ABC lists no Token
      And EVL reads its Token back
      When ABC sends PUT sessions/{cc}/ABC/SES1 with the Session, where auth_id is "<spelling>"
      Then the answer is HTTP 200 with status code 4001

      Examples:
        | spelling         |
        | {cc}-VIC-C000001 |
        | {cc}vicc000001   |

    @ROUTE-55 @ROUTE-45
    Scenario: VIC's agreement ends while its driver charges, and EVL has a Token whose contract begins with VIC
      Given EVL sends PUT tokens/{cc}/EVL/TOK1 with the Token, where auth_id is "{cc}-VIC-C000001"
      And the present time is kept as then
      And the agreement of ABC and VIC is suspended
      When ABC sends PUT sessions/{cc}/ABC/SES1 with the Session, where:
        | auth_id        | {cc}-VIC-C000001 |
        | start_datetime | {then}           |
      Then the answer is HTTP 200 with status code 4001

    @ROUTE-57 @RTA-18
    Scenario: A Token that was let in goes out as not valid once its contract is another's
      Given EVL sends PUT tokens/{cc}/EVL/MINE with Token MINE, where:
        | auth_id   | OWN-{cc}-MINE |
        | whitelist | ALWAYS        |
      And ABC has received PUT tokens/{cc}/EVL/MINE
      When VIC publishes the Token
      And EVL sends PATCH tokens/{cc}/EVL/MINE with the body {"auth_id":"CON-{cc}-TOK1"}
      Then ABC has received PUT tokens/{cc}/EVL/MINE 2 times
      And its body has:
        | valid | false |
      When ABC sends POST tokens/MINE/authorize
      Then the answer is addressed to ABC and comes from EVL
      And EVL has been asked 1 time

  Rule: what stays in doubt is held, and shown to nobody until it is settled

    @ROUTE-56 @HUB-41
    Scenario: A driver whom nobody knows, on a connection that holds
      Given the connection of ABC has the option hold_unbound true
      And ABC sends the Session
      And ABC sends the CDR
      Then the Session of ABC is held
      And the CDR of ABC is held
      When the administrator asks why the Session of ABC did not reach VIC
      Then the reason is "held"
      And it is so since a time that is told
      And VIC lists no Session
      And EVL lists no Session
      And ABC reads its Session back
      When EVL publishes the Token
      Then the Session of ABC is held
      And EVL lists no Session
      When the present time is kept as then
      And the administrator gives the Session of ABC to VIC
      Then the Session of ABC is not held
      And the CDR of ABC is not held
      And VIC has received the Session
      And VIC has received the CDR
      When VIC sends GET sessions?date_from={then}
      Then the data lists "SES1"
      When VIC sends GET cdrs?date_from={then}
      Then the data lists "CDR1"
      And EVL lists no Session
      When the administrator asks why the Session of ABC did not reach VIC
      Then a reason mentions "it is {cc}*VIC's by the word of the operator of the hub"

    @ROUTE-56 @ROUTE-39
    Scenario: STOP_SESSION of a held Session is for whom nobody contradicts
      Given the connection of ABC has the option hold_unbound true
      And ABC sends the Session
      When VIC commands STOP_SESSION
      Then the data has result UNKNOWN_SESSION
      When VIC publishes the Token
      And EVL commands STOP_SESSION
      Then the data has result UNKNOWN_SESSION
      And ABC has received no question
      When VIC commands STOP_SESSION
      Then the answer is addressed to VIC and comes from ABC
      And ABC has received POST commands/STOP_SESSION
      And VIC lists no Session
      When EVL sends PUT tokens/{cc}/EVL/TOK2 with Token TOK2, where auth_id is "CON-{cc}-TOK1"
      And VIC commands STOP_SESSION
      Then the data has result UNKNOWN_SESSION
      And ABC has received POST commands/STOP_SESSION 1 time

    @ROUTE-56
    Scenario: What the operator of the hub says is nobody's
      Given the connection of ABC has the option hold_unbound true
      And ABC sends the Session
      When the administrator says that the Session of ABC is nobody's
      Then the Session of ABC is not held
      When VIC publishes the Token
      Then VIC lists no Session
      And ABC reads its Session back

    @ROUTE-56 @ROUTE-45
    Scenario: What is held goes to the party at the contract's head as soon as that has a Token of it
      Given the connection of ABC has the option hold_unbound true
      And ABC sends PUT sessions/{cc}/ABC/SES1 with the Session, where auth_id is "{cc}-VIC-C0001"
      And EVL sends PUT tokens/{cc}/EVL/TOK1 with the Token, where auth_id is "{cc}-VIC-C0001"
      Then the Session of ABC is held
      When VIC sends PUT tokens/{cc}/VIC/TOK1 with the Token, where auth_id is "{cc}-VIC-C0001"
      Then the Session of ABC is not held
      And VIC has received the Session
      And EVL lists no Session

    @SYNC-21
    Scenario: What is pulled of a driver whom nobody knows
      Given ABC holds Session SES1, where auth_id is {cc}-VIC-C0001
      When the hub synchronises with ABC
      Then the Session of ABC is held
      When VIC sends PUT tokens/{cc}/VIC/TOK1 with the Token, where auth_id is "{cc}-VIC-C0001"
      Then the Session of ABC is not held
      And VIC lists 1 Session
      And EVL lists no Session
