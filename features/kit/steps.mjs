// The steps of the kit; steps of your own stand beside them.
import 'ocpi-hub/steps';
