import type { SimulatorView } from '../../hub/types.generated.ts';
import { Empty, Trouble } from '../parts/notices.tsx';
import { useAsk } from '../use-admin-api-resource.ts';
import { Evses } from './simulators/evse-list.tsx';
import { Faults } from './simulators/fault-form.tsx';
import { Sessions } from './simulators/running-sessions.tsx';
import { controlOf, type OperatorState, type ProviderState } from './simulators/simulator-state-types.ts';
import { PlugIn } from './simulators/start-session-form.tsx';

/** The page of the simulators: cars, EVSEs, and faults. */
export function Simulators() {
  const { data: simulators, error } = useAsk<SimulatorView[]>('/admin/simulators', 10_000);
  const cpo = simulators?.find(({ role }) => role === 'CPO');
  const emsp = simulators?.find(({ role }) => role === 'EMSP');
  const operator = useAsk<OperatorState>(cpo ? controlOf(cpo, 'state') : null, 1500);
  const provider = useAsk<ProviderState>(emsp ? controlOf(emsp, 'state') : null, 3000);
  return (
    <>
      <h1 tabIndex={-1}>Simulators</h1>
      <p class="lead">
        Partners like any other: whatever you do here goes over OCPI and through the hub. See it in the{' '}
        <a href="#/traffic">traffic</a>.
      </p>
      <Trouble>{error ?? operator.error ?? provider.error}</Trouble>
      {simulators?.length === 0 && (
        <Empty title="No simulator is connected">The lab starts them: npm start, or npx ocpi-hub lab.</Empty>
      )}
      {cpo && operator.data && (
        <>
          <PlugIn
            cpo={cpo}
            emsp={emsp}
            operator={operator.data}
            provider={provider.data}
            changed={operator.again}
          />
          <Sessions cpo={cpo} operator={operator.data} changed={operator.again} />
          <Evses cpo={cpo} operator={operator.data} changed={operator.again} />
        </>
      )}
      <div class="two">
        {cpo && operator.data && <Faults simulator={cpo} state={operator.data} changed={operator.again} />}
        {emsp && provider.data && <Faults simulator={emsp} state={provider.data} changed={provider.again} />}
      </div>
    </>
  );
}
