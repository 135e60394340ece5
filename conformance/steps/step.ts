import { After, type IWorld, setDefaultTimeout, setDefinitionFunctionWrapper } from '@cucumber/cucumber';
import { Breach, type Check, Unmet } from '../check.ts';
import { masked } from '../exchange.ts';
import { featureName, idOf } from '../suite.ts';
import { concluded } from '../verdict.ts';
import { CheckWorld } from './world.ts';

// A step that waits knows its own patience; Cucumber's would only cut it short.
setDefaultTimeout(-1);

type Step = (this: IWorld, ...given: unknown[]) => unknown;

setDefinitionFunctionWrapper(
  (step: Step) =>
    async function (this: unknown, ...given: unknown[]) {
      if (!(this instanceof CheckWorld)) return step.apply(this as never, given);
      if (this.trial.interrupted && !this.unmet) this.unmet = 'the run was interrupted';
      if (this.unmet && this.trial.interrupted && step.name !== 'conclude') return 'skipped';
      try {
        return await step.apply(this, given);
      } catch (error) {
        if (error instanceof Unmet) {
          this.unmet = error.message;
          return 'skipped';
        }
        if (error instanceof Breach) this.findings.push(...error.findings);
        throw error;
      }
    },
);

After(function conclude(this: CheckWorld, { pickle, result }) {
  const { trial } = this;
  const id = idOf(pickle.tags);
  const check: Check = {
    id,
    name: pickle.name,
    steps: pickle.steps.map(({ text }) => text),
    feature: featureName(pickle.uri),
    verdict: concluded(id, result?.status, this.unmet, this.findings),
    reason: this.unmet ?? (this.findings.length === 0 ? (result?.message ?? '') : ''),
    findings: this.findings,
    exchanges: this.exchanges.map((exchange) => masked(exchange, trial.secrets)),
    milliseconds: Date.now() - this.began,
  };
  trial.checks.push(check);
  trial.progress(check);
});
