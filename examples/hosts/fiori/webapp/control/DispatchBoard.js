/* global sap */
sap.ui.define(['sap/ui/core/Control'], (Control) => {
  /** The board as a UI5 control. Give it a height. */
  return Control.extend('dispatch.control.DispatchBoard', {
    metadata: {
      properties: {
        /** Address of the connector. */
        url: { type: 'sap.ui.core.URI', defaultValue: '' },
        /** Answers a token to whoever is signed in. */
        tokenUrl: { type: 'sap.ui.core.URI', defaultValue: '' },
        height: { type: 'sap.ui.core.CSSSize', defaultValue: '100%' },
      },
      events: { jobOpened: { parameters: { jobId: { type: 'string' } } } },
    },
    renderer: {
      apiVersion: 2,
      render(manager, control) {
        manager.openStart('dk-connection', control);
        manager.attr('url', control.getUrl()).attr('token-url', control.getTokenUrl());
        manager.style('display', 'block').style('height', control.getHeight());
        manager.openEnd();
        manager.openStart('dk-console').style('height', '100%').openEnd().close('dk-console');
        manager.close('dk-connection');
      },
    },
    onAfterRendering() {
      this.getDomRef().addEventListener('dk-job-opened', ({ detail }) => this.fireJobOpened({ jobId: detail.jobId }));
    },
  });
});
