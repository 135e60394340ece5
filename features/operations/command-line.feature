Feature: From the trace to a test
  Whatever the trace has kept of a partner's requests can be repeated: as a curl command, or as a scenario of this project.

  Rule: a request becomes a scenario that runs

    Scenario: Everything an operator sent
      Given operator ABC has an agreement with provider EMP
      And a driver of EMP is charging at ABC
      And ABC publishes the Location
      And ABC sets EVSE EVSE1 of LOC1 to CHARGING
      And EMP has received the status CHARGING of EVSE EVSE1
      And ABC withdraws a Tariff that it never had
      And ABC sends PUT locations/{cc}/ABC/LOC2 with the body {"id":"LOC2"}
      When each request of ABC is turned into a scenario
      Then there are 5 scenarios, and all pass on a hub of their own
      And they expect the requests that EMP received

  Rule: a request becomes a command that runs

    Scenario: Repeated with curl
      Given operator ABC has an agreement with provider EMP
      And ABC publishes the Location
      When the newest request of ABC is turned into a curl command
      Then it holds no token
      And it is answered with 200 and 1000 once the token of ABC is filled in

    Scenario: A handshake is repeated with curl only
      Given operator ABC
      When the handshake of ABC is turned into a scenario
      Then the command line ends with exit code 1 and speaks of "--as curl"
