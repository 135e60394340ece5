Feature: Charging on the road and settling it
  The driver's provider follows the charging session and gets the bill.

  Background:
    Given operator ABC has agreements with providers EMP and OTH
    And EMP and OTH have a driver

  Rule: the driver's provider follows the session

    @SES-04 @SES-17 @ROUTE-27 @ROUTE-43
    Scenario: It begins
      When ABC reports the Session of the driver of EMP
      Then the hub takes it
      And EMP sees the Session
      And OTH sees no Session

    @SES-06 @SES-17 @ROUTE-40
    Scenario: It goes on
      Given ABC reports the Session of the driver of EMP
      When ABC changes the Session
      Then EMP sees the Session
      And OTH sees no Session

    @SES-06 @SES-17 @ROUTE-40
    Scenario: It ends
      Given ABC reports the Session of the driver of EMP
      When ABC completes the Session
      Then EMP sees the Session
      And OTH sees no Session

    @ROUTE-43
    Scenario: Two drivers at the same place, each with a provider of their own
      When ABC reports Session SES1 of the driver of EMP
      And ABC reports Session SES2 of the driver of OTH
      Then EMP sees Session SES1
      And EMP sees no Session SES2
      And OTH sees Session SES2
      And OTH sees no Session SES1

    @ROUTE-43
    Scenario: The same driver at two operators
      Given operator XYZ has an agreement with provider EMP
      When ABC reports the Session of the driver of EMP
      And XYZ reports the Session of the driver of EMP
      Then EMP sees ABC's Session
      And EMP sees XYZ's Session
      And EMP lists 2 Sessions
      And OTH sees no Session

  Rule: the driver's provider gets the bill

    @CDR-03 @CDR-14 @ROUTE-27
    Scenario: The bill
      Given ABC reports the Session of the driver of EMP
      And ABC completes the Session
      When ABC reports the CDR of the driver of EMP
      Then the hub takes it
      And EMP sees the CDR
      And OTH sees no CDR

    @CDR-03 @ROUTE-43
    Scenario: A bill without a session before it
      When ABC reports the CDR of the driver of EMP
      Then EMP sees the CDR
      And OTH sees no CDR

    @CDR-09 @CDR-10
    Scenario: A bill that comes twice counts once
      Given ABC reports the CDR of the driver of EMP
      When ABC reports the CDR of the driver of EMP
      Then the hub takes it
      And EMP lists 1 CDR
      And EMP has received POST cdrs 1 time

    @CDR-10
    Scenario: A bill cannot be changed into another driver's
      Given ABC reports the CDR of the driver of EMP
      When ABC reports the CDR of the driver of OTH
      Then the hub refuses it
      And EMP sees the CDR
      And OTH sees no CDR

  Rule: what began under an agreement is settled under it

    @HUB-15
    Scenario Outline: The agreement is <ended> while the driver charges
      Given ABC reports the Session of the driver of EMP
      When the agreement of ABC and EMP is <ended>
      And ABC completes the Session
      And ABC reports the CDR of the driver of EMP
      Then the hub takes it
      And EMP has received the change of the Session
      And EMP has received the CDR
      And OTH sees no Session
      And OTH sees no CDR

      Examples:
        | ended      |
        | suspended  |
        | terminated |
        | deleted    |

    @HUB-14 @HUB-10
    Scenario Outline: A session that begins after the agreement was <ended>
      Given the agreement of ABC and EMP is <ended>
      When ABC reports the Session of the driver of EMP
      Then the hub refuses it, since it knows no provider for it
      And EMP and OTH see no Session

      Examples:
        | ended      |
        | suspended  |
        | terminated |

    @HUB-14 @HUB-10
    Scenario: After the agreement the lists are empty, and full again when it is resumed
      Given ABC reports the Session of the driver of EMP
      And ABC reports the CDR of the driver of EMP
      And the agreement of ABC and EMP does not run off
      When the agreement of ABC and EMP is suspended
      Then EMP lists no Session
      And EMP lists no CDR
      When the agreement of ABC and EMP is resumed
      Then EMP lists the Session
      And EMP lists the CDR
