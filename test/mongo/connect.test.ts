import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { connectMongo, databaseName } from '../../src/mongo/connect.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';

describe('connectMongo', () => {
  let fresh: FreshDatabase;
  beforeAll(async () => {
    fresh = await freshDatabase();
  });
  afterAll(() => fresh.drop());

  it('answers a ping', async () => {
    await expect(fresh.mongo.ping()).resolves.toBeUndefined();
  });

  it('waits for the journal with every write, in the one form that the embedded engine heeds', () => {
    expect(fresh.mongo.db.writeConcern).toMatchObject({ w: 1, journal: true });
  });

  it('stores and finds again', async () => {
    const things = fresh.mongo.collection<{ _id: string; n: number }>('things');
    await things.insertOne({ _id: 'a', n: 1 });
    expect(await things.findOne({ _id: 'a' })).toEqual({ _id: 'a', n: 1 });
  });
});

describe('connectMongo without a server', () => {
  it('gives up after some seconds', async () => {
    const uri = 'mongodb://127.0.0.1:1/?directConnection=true';
    await expect(connectMongo({ uri, log: pino({ level: 'silent' }) })).rejects.toMatchObject({
      code: 'mongo_unreachable',
    });
  });
});

describe('databaseName', () => {
  it.each([
    ['mongodb://localhost', 'campus-sentinel'],
    ['mongodb://localhost/', 'campus-sentinel'],
    ['mongodb://a:1,b:2/?replicaSet=rs', 'campus-sentinel'],
    ['mongodb://u:p%2Fq@a:1,b:2/county?replicaSet=rs', 'county'],
    ['mongodb+srv://cluster.example/wang-xi', 'wang-xi'],
    ['mongodb://%2Frun%2Fmongodb.sock/?directConnection=true', 'campus-sentinel'],
  ])('of %s is %s', (uri, name) => {
    expect(databaseName(uri)).toBe(name);
  });
});
