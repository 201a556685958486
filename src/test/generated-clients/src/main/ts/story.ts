// Detaches with force and follows the activity, with the generated client. Arguments: service, token.
import { ALBServerGroupsApi, Configuration, ResponseError, ScalingActivitiesApi } from '../../../target/typescript/index';

const [basePath, token] = process.argv.slice(2);
const configuration = new Configuration({ basePath, accessToken: token, headers: { Authorization: `Bearer ${token}` } });
const regionId = 'cn-hangzhou';
const sleep = (seconds: number) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

/** Repeats a call while its problem is retryable, five times at most. */
async function retried<T>(call: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof ResponseError) || attempt === 5 || !(await error.response.json()).retryable) {
        throw error;
      }
      await sleep(Number(error.response.headers.get('Retry-After')));
    }
  }
}

async function story(): Promise<string> {
  const groups = new ALBServerGroupsApi(configuration);
  const request = {
    regionId, scalingGroupId: 'asg-bp1clientsweb3d4e5f6', idempotencyKey: crypto.randomUUID(),
    albServerGroupDetachRequest: {
      albServerGroups: new Set([{ albServerGroupId: 'sgp-clients5k6l7m8n', port: 8086 }]), forceDetach: true,
    },
  };
  const { scalingActivityId } = await retried(() => groups.detachAlbServerGroups(request));
  const activities = new ScalingActivitiesApi(configuration);
  for (;;) {
    const response = await retried(() => activities.getScalingActivityRaw({ regionId, scalingActivityId: scalingActivityId! }));
    const activity = await response.value();
    if (activity.done) {
      return activity.state;
    }
    await sleep(Number(response.raw.headers.get('Retry-After')));
  }
}

story().then((state) => console.log(state));
