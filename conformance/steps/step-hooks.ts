import {
  After,
  Before,
  type IWorld,
  setDefaultTimeout,
  setDefinitionFunctionWrapper,
} from '@cucumber/cucumber';
import type { Authority } from '../../src/ocpi/rules/origins-of-rules.ts';
import { requirement } from '../../src/ocpi/rules/requirement-catalogue.ts';
import { Breach, type Check, Unmet } from '../check-and-verdict-types.ts';
import { masked } from '../http-exchange.ts';
import { featureName, idOf } from '../run-suite.ts';
import { concluded, isOursAlone } from '../verdict-of-check.ts';
import { CheckWorld } from './cucumber-world.ts';

// A step that waits limits its wait itself; the time limit of Cucumber would only cut it short.
setDefaultTimeout(-1);

type Step = (this: IWorld, ...given: unknown[]) => unknown;

setDefinitionFunctionWrapper(
  (step: Step) =>
    async function (this: unknown, ...given: unknown[]) {
      if (!(this instanceof CheckWorld)) return step.apply(this as never, given);
      if (this.trial.interrupted && !this.unmet) this.unmet = 'the run was interrupted';
      if (this.unmet && step.name !== 'conclude') return 'skipped';
      try {
        return await step.apply(this, given);
      } catch (error) {
        if (error instanceof Unmet) {
          this.unmet = error.message;
          this.because = error.because;
          return 'skipped';
        }
        if (error instanceof Breach) this.findings.push(...error.findings);
        throw error;
      }
    },
);

/** Skips a check when a requirement that it needs was checked and does not hold. */
Before(function presuppose(this: CheckWorld, { pickle }) {
  this.needs = tagged(pickle.tags, 'needs');
  this.twins = tagged(pickle.tags, 'twin');
  const bad = this.trial.checks.find(
    ({ id, verdict }) => this.needs.includes(id) && (verdict === 'failed' || verdict === 'warned'),
  );
  if (bad) throw new Unmet(`it says nothing while ${bad.id} does not hold`, bad.id);
});

After(function conclude(this: CheckWorld, { pickle, result }) {
  const { trial, unmet, because, needs, twins } = this;
  const id = idOf(pickle.tags);
  const stood = trial.stalls.longestSince(this.began);
  const isOurs = isOursAlone({ findings: this.findings, stood });
  const findings = isOurs ? [] : this.findings;
  const [authority] = tagged(pickle.tags, 'as') as Authority[];
  const check: Check = {
    id,
    name: pickle.name,
    steps: pickle.steps.map(({ text }) => text),
    feature: featureName(pickle.uri),
    verdict: concluded({
      ...{ id, role: trial.options.role, authority, status: result?.status },
      ...{ unmet, findings: this.findings, stood },
    }),
    authority: authority ?? requirement(id).authority,
    needs,
    twins,
    ...(because ? { because } : {}),
    reason: isOurs ? stoodStill(stood) : (unmet ?? (findings.length === 0 ? (result?.message ?? '') : '')),
    findings,
    exchanges: this.exchanges.map((exchange) => masked(exchange, trial.secrets)),
    milliseconds: Math.round(performance.now() - this.began),
  };
  trial.checks.push(check);
  trial.progress(check);
});

function stoodStill(milliseconds: number): string {
  return `the suite itself stood still for ${(milliseconds / 1000).toFixed(1)} s meanwhile, so that it cannot tell: run it again`;
}

/** The ids behind `@needs-`, `@twin-` or `@as-` in the tags of a scenario. */
function tagged(tags: readonly { name: string }[], kind: 'needs' | 'twin' | 'as'): string[] {
  return tags
    .filter(({ name }) => name.startsWith(`@${kind}-`))
    .map(({ name }) => name.slice(kind.length + 2));
}
