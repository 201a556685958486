// Calls an ESS endpoint with Aliyun's Node clients and prints their results as one JSON object.
// Arguments: client (pop-core-get, pop-core-post, openapi-client), endpoint, access key id, secret.
import Rpc from '@alicloud/pop-core';
import openapi from '@alicloud/openapi-client';
import teaUtil from '@alicloud/tea-util';

const [name, endpoint, accessKeyId, accessKeySecret] = process.argv.slice(2);
const regionId = 'cn-hangzhou';

function popCore(method) {
  return (secret) => {
    const client = new Rpc({ endpoint, apiVersion: '2014-08-28', accessKeyId, accessKeySecret: secret });
    return (action, parameters) => client.request(action, { RegionId: regionId, ...parameters }, { method });
  };
}

function flattened(parameters) {
  const flat = {};
  for (const [key, value] of Object.entries(parameters)) {
    if (!Array.isArray(value)) {
      flat[key] = String(value);
      continue;
    }
    value.forEach((item, index) => {
      const fields = typeof item === 'object' ? item : { '': item };
      for (const [field, text] of Object.entries(fields)) {
        flat[[key, index + 1, field].filter((part) => part !== '').join('.')] = String(text);
      }
    });
  }
  return flat;
}

function openapiClient(secret) {
  const { default: Client, Config, OpenApiRequest, Params } = openapi;
  const host = new URL(endpoint).host;
  const client = new Client(new Config({ accessKeyId, accessKeySecret: secret, endpoint: host, protocol: 'HTTP' }));
  return async (action, parameters) => {
    const params = new Params({
      action, version: '2014-08-28', protocol: 'HTTP', method: 'POST', authType: 'AK', style: 'RPC',
      pathname: '/', reqBodyType: 'json', bodyType: 'json',
    });
    const request = new OpenApiRequest({ query: flattened({ RegionId: regionId, ...parameters }) });
    const response = await client.callApi(params, request, new teaUtil.RuntimeOptions({}));
    return response.body;
  };
}

const clients = {
  'pop-core-get': popCore('GET'),
  'pop-core-post': popCore('POST'),
  'openapi-client': openapiClient,
};

async function codeOf(call) {
  try {
    await call;
    return 'no error';
  } catch (error) {
    return error.code;
  }
}

const call = clients[name](accessKeySecret);
const ScalingGroupId = 'asg-bp18p2yfxow2dloq';
const detach = {
  ScalingGroupId,
  AlbServerGroup: [
    { AlbServerGroupId: 'sgp-ddwb0y0g6y9bjm', Port: 443 },
    { AlbServerGroupId: 'sgp-ddwb0y0g6y9bjm', Port: 80 },
  ],
  ForceDetach: true,
};
const notAttached = { ScalingGroupId, AlbServerGroup: [{ AlbServerGroupId: 'sgp-not attached *~', Port: 1 }] };

const detached = await call('DetachAlbServerGroups', detach);
const polled = await call('DescribeScalingActivities', { ScalingActivityId: [detached.ScalingActivityId] });
console.log(JSON.stringify({
  scalingActivityId: detached.ScalingActivityId,
  requestId: detached.RequestId,
  activity: polled.ScalingActivities.ScalingActivity[0],
  notAttached: await codeOf(call('DetachAlbServerGroups', notAttached)),
  badSecret: await codeOf(clients[name]('wrong')('DescribeRegions', {})),
}));
