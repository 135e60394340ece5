Feature: Publishing Locations
  An operator tells the hub once, and every provider that it has an agreement with knows.

  Rule: a Location goes to the providers that have an agreement with its operator

    @HUB-10 @HUB-02 @ROUTE-17 @ROUTE-25 @LOC-11 @LOC-34
    Scenario: An operator publishes a Location
      Given operator ABC has agreements with providers EMP and OTH
      And provider THR without an agreement with ABC
      When ABC publishes the Location
      Then EMP and OTH see the Location
      And THR sees no Location

    @HUB-10 @ROUTE-17 @HUB-08
    Scenario: Two operators, two circles of partners
      Given operator ABC has agreements with providers EMP and OTH
      And operator XYZ has an agreement with provider OTH
      When ABC publishes Location HARBOUR
      And XYZ publishes Location STATION
      Then OTH sees Location HARBOUR
      And OTH sees Location STATION
      And EMP sees Location HARBOUR
      And EMP sees no Location STATION

    @HUB-10 @HUB-14
    Scenario: What a provider had before the agreement ended is all it gets
      Given operator ABC has agreements with providers EMP and OTH
      And ABC publishes Location HARBOUR
      And EMP sees Location HARBOUR
      When the agreement of ABC and EMP is terminated
      And ABC publishes Location STATION
      Then OTH sees Location STATION
      And EMP sees no Location STATION
      And EMP lists no Location

    @HUB-26 @ROUTE-17
    Scenario: A provider that takes no Locations is passed over
      Given operator ABC has an agreement with provider EMP
      And OTH has been invited as provider
      And OTH offers no locations
      And OTH registers
      And the agreement of ABC and OTH is made
      When ABC publishes the Location
      Then EMP sees the Location
      And OTH lists the Location
      And OTH has received no Location

    @HUB-01
    Scenario: A provider that takes no pushes lists what there is
      Given operator ABC has an agreement with provider EMP
      And the connection of EMP has the option push false
      When ABC publishes the Location
      Then EMP lists the Location
      And EMP has received no Location

  Rule: every change follows the Location

    @LOC-17 @HUB-25 @ROUTE-25
    Scenario: The entrance has moved
      Given operator ABC has agreements with providers EMP and OTH
      And provider THR without an agreement with ABC
      And ABC publishes the Location
      When ABC changes the Location
      Then EMP and OTH see the Location
      And THR sees no Location

    @LOC-18 @LOC-34 @ROUTE-25
    Scenario: A car plugs in
      Given operator ABC has agreements with providers EMP and OTH
      And ABC publishes the Location
      When ABC sets EVSE EVSE1 of LOC1 to CHARGING
      Then EMP has received the status CHARGING of EVSE EVSE1
      And OTH has received the status CHARGING of EVSE EVSE1

    @LOC-18
    Scenario: Cars come and go
      Given operator ABC has an agreement with provider EMP
      And ABC publishes the Location
      When ABC sets EVSE EVSE1 of LOC1 to CHARGING
      And ABC sets EVSE EVSE2 of LOC1 to OUTOFORDER
      And ABC sets EVSE EVSE1 of LOC1 to AVAILABLE
      Then EMP has received the statuses CHARGING, AVAILABLE of EVSE EVSE1 in this order
      And EMP has received the statuses OUTOFORDER of EVSE EVSE2 in this order

    @LOC-20 @LOC-09
    Scenario: The last charge point is dismantled
      Given operator ABC has an agreement with provider EMP
      And ABC publishes the Location
      When ABC sets EVSE EVSE1 of LOC1 to REMOVED
      And ABC sets EVSE EVSE2 of LOC1 to REMOVED
      Then EMP has received the status REMOVED of EVSE EVSE2
      And EMP lists no Location

  Rule: what is wrong reaches nobody

    @HUB-20 @LOC-23
    Scenario: A Location without an address
      Given operator ABC has an agreement with provider EMP
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location, without address
      Then the hub refuses it
      And EMP sees no Location

    @HUB-16
    Scenario: A Location of somebody else
      Given provider EMP has agreements with operators ABC and XYZ
      When ABC sends PUT locations/{cc}/XYZ/LOC1 with the Location
      Then the hub refuses it
      And EMP sees no Location

  Rule: a platform may run several operators

    @CRED-39 @HUB-10 @ROUTE-47
    Scenario: Each of them has agreements of its own
      Given operator ABC has an agreement with provider EMP
      And the platform of ABC also runs DEF
      And operator DEF has an agreement with provider OTH
      When ABC publishes Location HARBOUR
      And DEF publishes Location STATION
      Then EMP sees Location HARBOUR
      And EMP sees no Location STATION
      And OTH sees Location STATION
      And OTH sees no Location HARBOUR
