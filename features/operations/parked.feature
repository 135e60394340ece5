@any-version
Feature: What a partner cannot take
  An object that its receiver cannot bear is nobody else's trouble: it is set aside, shown, and sent again on a word.

  Background:
    Given operators ABC and XYZ
    And provider EMP has agreements with operators ABC and XYZ
    And EMP answers PUT locations/{cc}/ABC/LOC1 with HTTP 500
    And ABC publishes the Location
    And XYZ publishes Location LOC2
    And the Location of ABC is parked for EMP

  @TRANS-75
  Scenario: why says so, and the command line sends it again
    When the administrator asks why the Location of ABC did not reach EMP
    Then the reason is "parked"
    And a reason mentions "{cc}*EMP has not been able to take it since 20"
    And a reason mentions "though it takes others"
    And a reason mentions 'at once with "ocpi-hub resend"'
    When the command line lists what is parked for EMP
    Then the command line ends with exit code 0 and speaks of "LOC1"
    And the command line ends with exit code 0 and speaks of "PARKED"
    And the command line ends with exit code 0 and speaks of "HTTP 500"
    Given EMP answers as usual again
    When the command line sends EMP the Location of ABC again
    Then the command line ends with exit code 0 and speaks of "1 object is sent again"
    And EMP has taken the Location
    And nothing is parked for EMP
    When the command line lists what is parked for EMP
    Then the command line ends with exit code 0 and speaks of "nothing is parked"
    When the administrator asks why the Location of ABC did not reach EMP
    Then the reason is "delivered"
