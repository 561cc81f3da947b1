import { expect } from '@open-wc/testing';
import { addLanguage } from './added-texts.ts';
import { localizerFor } from './localize.ts';
import { shared } from './messages.ts';
import { sampleSource } from './test/sample.ts';
import { mount, settled, unmountAll, until, type Widget } from './test/widget-suite.ts';
import '../check-in/define.ts';
import '../connection/define.ts';

const zone = 'America/Los_Angeles';

describe('languages added by the page', () => {
  afterEach(unmountAll);

  it('are taken up by widgets that stand on the page already, and fall back to English', async () => {
    const element = await mount<Widget>('dk-check-in', { source: sampleSource({ jobs: 0, technicians: 0 }), lang: 'it' });
    expect(element.shadowRoot?.textContent).to.contain('Whose day is it?');
    addLanguage('it', { 'check-in': { nobody: 'Di chi è la giornata?' } });
    await settled(element);
    expect(element.shadowRoot?.textContent).to.contain('Di chi è la giornata?');
    expect(element.shadowRoot?.textContent, 'what is not translated').to.contain('Set the technician attribute');
  });

  it('stand before what is shipped, key by key, the narrower tag first', () => {
    addLanguage('en-x-acme', { shared: { retry: 'Once more' } });
    addLanguage('en-x-acme', { shared: { undo: 'Oops' } });
    expect(localizerFor('en-x-acme', zone).text(shared, 'retry')).to.equal('Once more');
    expect(localizerFor('en-x-acme', zone).text(shared, 'undo')).to.equal('Oops');
    expect(localizerFor('en-x-acme', zone).text(shared, 'close')).to.equal('Close');
    expect(localizerFor('en', zone).text(shared, 'retry')).to.equal('Try again');
  });

  it('count as their language does', () => {
    addLanguage('lt', { shared: { assignedMany: { one: '{count} darbas', few: '{count} darbai', other: '{count} darbų' } } });
    const said = [1, 2, 10].map((count) => localizerFor('lt', zone).text(shared, 'assignedMany', { count, technician: 'Ana' }));
    expect(said).to.deep.equal(['1 darbas', '2 darbai', '10 darbų']);
  });

  it('are refused whole when one text is no text', () => {
    const texts = { shared: { retry: 'Znovu', undo: { one: 'Zpět' } } } as never;
    expect(() => addLanguage('cs', texts)).to.throw(TypeError, 'cs, shared, undo');
    expect(localizerFor('cs', zone).text(shared, 'retry')).to.equal('Try again');
  });

  it('come from the file a dk-connection names; a bad file is reported and changes nothing', async () => {
    const file = (content: unknown) => URL.createObjectURL(new Blob([JSON.stringify(content)], { type: 'application/json' }));
    const connection = document.createElement('dk-connection');
    const errors: string[] = [];
    connection.addEventListener('dk-error', (event) => errors.push((event as CustomEvent<{ kind: string }>).detail.kind));
    connection.getToken = () => new Promise<string>(() => {});
    connection.messagesUrl = file({ sv: { shared: { retry: 'Försök igen' } } });
    document.body.append(connection);
    await until(() => localizerFor('sv', zone).text(shared, 'retry') === 'Försök igen', 'Swedish');
    connection.messagesUrl = file(['sv']);
    await until(() => errors.includes('invalid'), 'the report');
    expect(localizerFor('sv', zone).text(shared, 'retry')).to.equal('Försök igen');
    connection.remove();
  });
});

describe('names and addresses in sentences', () => {
  const street = '1293 Golden Gate Ave';

  it('are kept apart from words that run the other way', () => {
    expect(localizerFor('ar', zone).isolate(street)).to.equal(`\u2068${street}\u2069`);
    expect(localizerFor('en', zone).isolate('شارع الملك 12')).to.equal('\u2068شارع الملك 12\u2069');
    expect(localizerFor('en', zone).isolate(street)).to.equal(street);
  });

  it('are so within texts', () => {
    expect(localizerFor('en', zone).text(shared, 'unassigned', { job: 'تسرب مياه 3' })).to.equal(
      '\u2068تسرب مياه 3\u2069 taken off the schedule',
    );
  });
});
