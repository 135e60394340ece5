Feature: Cars at the simulated operator

  Cars that come to the simulated operator charge as real ones do, and the driver's provider sees all of it. How fast the
  time goes is for the tester to say: the simulator's clock runs at any speed, and jumps.

  Background:
    Given provider EMP is a partner of the simulated operator
    And EMP has given a driver a card

  Rule: the provider sees where its driver charges

    @SIM-04 @LOC-34
    Scenario: The charge point is taken, and free again
      When the driver charges for a while at EVSE-MADRID-1-2, and leaves
      Then EMP sees that charge point become CHARGING, AVAILABLE

    @EXT-18 @LOC-34
    Scenario: A driver who has reserved
      Given EMP has reserved EVSE-MADRID-2-1 for the driver, for 2 hours
      When the driver charges for a while at EVSE-MADRID-2-1, and leaves
      Then EMP sees that charge point become RESERVED, CHARGING, AVAILABLE
      And the session becomes RESERVATION, ACTIVE, COMPLETED

  Rule: the session grows, and the bill agrees with it to the cent

    @SIM-04 @SES-17 @SES-19
    Scenario: Energy and cost from update to update
      When the driver charges 10 kWh at EVSE-MADRID-2-2
      Then the session becomes PENDING, ACTIVE, COMPLETED
      And from update to update it grows, to 10 kWh and 3.90 EUR

    @SIM-04 @CDR-15
    Scenario: One bill
      When the driver charges 10 kWh at EVSE-BARCELONA-1-1
      Then EMP receives one bill, of 10 kWh and 3.90 EUR
      And the bill says what the session said last

    @SIM-04 @CDR-15
    Scenario: The command line finds the bill right
      When the driver charges 10 kWh at EVSE-PARIS-1-1
      And EMP receives one bill, of 10 kWh and 3.90 EUR
      Then "ocpi-hub cost" agrees with the bill
      But not with one of a cent more

  Rule: three quarters of an hour can pass in a moment

    @SIM-04 @CDR-15
    Scenario: The clock runs fast
      Given a minute of the simulated operator takes a thirtieth of a second
      When the driver charges 2.76 kWh at EVSE-MADRID-1-1
      Then EMP receives one bill, of 2.76 kWh and 1.35 EUR
      And the bill says that charging took 45 minutes

    @SIM-04 @CDR-15
    Scenario: The clock jumps
      Given a minute of the simulated operator takes a minute
      And the driver is charging 2.76 kWh at EVSE-SEVILLA-1-1
      When the clock of the simulated operator jumps 1 hour
      Then EMP receives one bill, of 2.76 kWh and 1.35 EUR
      And the bill says that charging took 45 minutes

    @EXT-18 @LOC-34
    Scenario: The clock jumps over the end of a reservation
      Given EMP has reserved EVSE-BERLIN-1-1 for the driver, for 2 hours
      When the clock of the simulated operator jumps 2 hours
      Then EMP sees that charge point become RESERVED, AVAILABLE
      And the session becomes RESERVATION, COMPLETED
      And EMP receives no bill
