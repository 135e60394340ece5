@own-hub
Feature: A hub of several processes

  Several hub processes on one PostgreSQL are one hub: each request may reach any of them, and what only one may do, such
  as following a partner, is done by one of them at a time.

  Rule: when a process dies, another one does its work

    @HUB-37
    Scenario: Nothing is lost while processes are killed under load
      Given a hub of 2 processes
      And operator ABC has agreements with providers EMP, OTH and THR
      When ABC changes 4 Locations again and again while one process after the other is killed
      Then EMP, OTH and THR have every Location as ABC last sent it

    @HUB-37
    Scenario: Every partner is followed again within seconds
      Given a hub of 2 processes
      And operator ABC has agreements with providers EMP, OTH and THR
      When one of its processes is killed
      And ABC publishes the Location
      Then EMP, OTH and THR have received the Location within 30 seconds

    @HCMD-09
    Scenario: A command that nobody answers times out once, whoever dies
      Given a hub of 2 processes
      And operator ABC has an agreement with provider EMP
      And ABC publishes the Location
      And EMP has commanded START_SESSION, and ABC has accepted
      When all of its processes are killed
      Then EMP has received the result TIMEOUT and no other

  Rule: what speaks for a provider is heard, whichever process hears it

    @ROUTE-54 @ROUTE-56
    Scenario: Sessions and what speaks for their drivers come at once
      Given a hub of 2 processes
      And operator ABC has agreements with providers VIC and EVL
      And the connection of ABC has the option hold_unbound true
      When VIC and EVL store Tokens of 20 contracts of VIC and ABC sends a Session of each, all at once
      Then nothing is held
      And VIC lists 20 Sessions
      And EVL lists no Session
      When VIC and EVL store Tokens with 20 heads that are nobody's, all at once
      Then one of the two is told for each head that it is the second

  Rule: one of them has the sandbox, and each leads there

    Scenario: A workspace is seen by way of each process, also when one after the other has been killed
      Given a hub of 2 processes with a sandbox
      And a workspace of its sandbox
      Then each of 10 requests sees the workspace with its stand-ins registered
      When one process after the other is killed
      Then each of 10 requests sees the workspace with its stand-ins registered

  Rule: several processes start and end as one

    Scenario: All processes end in order
      Given a hub of 2 processes
      When the hub gets SIGTERM
      Then it ends with exit code 0 within 10 seconds
      And none of its processes is left

  Rule: a hub that has grown out of its folder moves into PostgreSQL

    @embedded
    Scenario: Partners, agreements and objects move
      Given a hub of its own
      And operator ABC has an agreement with provider EMP
      And ABC publishes the Location
      When the hub is moved into PostgreSQL and started again as 2 processes
      And ABC publishes Location LOC2
      Then EMP has received Location LOC2
      And EMP lists 2 Locations
