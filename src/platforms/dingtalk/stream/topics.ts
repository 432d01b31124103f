/** Messages to the robot. */
export const ROBOT_TOPIC = '/v1.0/im/bot/messages/get';
/** Clicks on cards. */
export const CARD_TOPIC = '/v1.0/card/instances/callback';

/** What we ask the gateway for. Events are taken so that those ticked in the console are not held against us. */
export const SUBSCRIPTIONS = [
  { type: 'EVENT', topic: '*' },
  { type: 'CALLBACK', topic: ROBOT_TOPIC },
  { type: 'CALLBACK', topic: CARD_TOPIC },
] as const;
