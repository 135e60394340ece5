Feature: Connecting a partner
  The operator of the hub invites a partner, or lets the hub knock at the partner's door. After the handshake the two
  platforms call each other.

  Rule: a partner comes in with an invitation

    @CRED-34
    Scenario: An operator joins
      Given ABC has been invited as operator
      And the connection of ABC is PENDING
      When ABC registers
      Then the connection of ABC is REGISTERED

    @CRED-34 @HUB-12
    Scenario: A provider that joins sees the operators it has an agreement with
      Given operator ABC
      And ABC publishes the Location
      And EMP has been invited as provider
      And the agreement of ABC and EMP is made
      When EMP registers
      Then EMP lists the Location

    Scenario: The invitation is shown once
      When ABC has been invited as operator
      Then no token appears in the admin API

    Scenario: The invitation says where to begin
      When the administrator sends POST /admin/connections with body:
        """
        {"role": "EMSP", "country_code": "{cc}", "party_id": "EMP", "name": "Drive Everywhere"}
        """
      Then the answer is HTTP 201
      And the body has:
        | role         | EMSP                     |
        | country_code | {cc}                     |
        | party_id     | EMP                      |
        | name         | Drive Everywhere         |
        | status       | PENDING                  |
        | versions_url | {hub}/ocpi/cpo/versions  |

    Scenario: What the partner offers is on record
      Given operator ABC
      When the administrator sends GET /admin/connections/{ABC.connection}
      Then the body has:
        | id                     | {ABC.connection} |
        | status                 | REGISTERED       |
        | parties.0.country_code | {cc}             |
        | parties.0.party_id     | ABC              |
        | options.push           | true             |
        | options.push_as        | owner            |
        | options.catch_up       | true             |
        | options.page_limit     | 1000             |
        | options.strict         | false            |
        | options.push_on_agreement | false         |
        | delivery.state         | LIVE             |
        | delivery.pending       | 0                |
      And the connection of ABC lists the endpoint tokens

  Rule: the hub can go to the partner

    @CRED-35
    Scenario: The hub knocks at an operator's door
      Given the platform of operator ABC, unknown to the hub
      And provider EMP
      When the administrator connects ABC at its versions URL
      And the agreement of ABC and EMP is made
      And EMP publishes the Token
      Then ABC has received the Token

  Rule: one platform may run several parties

    @CRED-39 @HUB-30
    Scenario: The provider learns which of the operators it is
      Given operator ABC
      And the platform of ABC also runs DEF
      And provider EMP has agreements with operators ABC and DEF
      When DEF publishes the Location
      Then EMP has received PUT locations/{cc}/DEF/LOC1
      And EMP lists 1 Location

    @HUB-10
    Scenario: An agreement is with the party, not with the platform
      Given operator ABC has an agreement with provider EMP
      And the platform of ABC also runs DEF
      When DEF publishes the Location
      Then EMP has received no Location
      And EMP lists no Location

    @HUB-30
    Scenario: Each agreed party of a platform gets its own copy
      Given operator ABC has an agreement with provider EMP
      And the platform of EMP also runs EMQ
      And the agreement of ABC and EMQ is made
      When ABC publishes the Location
      Then EMP has received PUT locations/{cc}/ABC/LOC1 2 times

  Rule: the operator of the hub can interrupt and end a connection

    Scenario: A suspended partner gets nothing
      Given operator ABC has agreements with providers EMP and OTH
      When the administrator suspends EMP
      And ABC publishes the Location
      Then OTH has received the Location
      And EMP has not
      And the connection of EMP is SUSPENDED

    Scenario: A partner that is resumed is served again
      Given operator ABC has an agreement with provider EMP
      And the administrator suspends EMP
      When the administrator resumes EMP
      And ABC publishes the Location
      Then EMP has received the Location
      And EMP lists the Location

    @HUB-29
    Scenario: A partner that is resumed gets what it missed
      Given operator ABC has an agreement with provider EMP
      And the administrator suspends EMP
      And ABC publishes the Location
      When the administrator resumes EMP
      Then EMP has received the Location

    @HUB-29
    Scenario: A partner that is down when it is suspended gets what it missed when it is resumed
      Given operator ABC has an agreement with provider EMP
      And EMP answers PUT locations with HTTP 503
      And ABC publishes the Location
      And EMP has received PUT locations/{cc}/ABC/LOC1
      And the administrator suspends EMP
      And EMP answers as usual again
      When the administrator resumes EMP
      Then EMP has taken the Location

    @CRED-31
    Scenario: Ending a connection keeps its history
      Given operator ABC has agreements with providers EMP and OTH
      And ABC publishes the Location
      When the administrator disconnects ABC
      Then the connection of ABC is UNREGISTERED
      And the trace of ABC still shows PUT locations

    Scenario: A partner that takes no pushes gets none
      Given operator ABC has agreements with providers EMP and OTH
      And the connection of EMP has the option push false
      When ABC publishes the Location
      Then OTH has received the Location
      And EMP has not
      And EMP lists the Location

    @HUB-23 @HUB-22
    Scenario: A partner that wants one address gets everything under the hub's
      Given operator ABC has agreements with providers EMP and OTH
      And the connection of EMP has the option push_as "hub"
      When ABC publishes the Location
      Then EMP has received PUT locations/DE/HUB/LOC1
      And OTH has received PUT locations/{cc}/ABC/LOC1

    Scenario: A partner gets a new name
      Given operator ABC
      When the administrator sends PATCH /admin/connections/{ABC.connection} with the body {"name":"Harbour Charging"}
      Then the answer is HTTP 200
      And the body has:
        | name   | Harbour Charging |
        | status | REGISTERED       |
