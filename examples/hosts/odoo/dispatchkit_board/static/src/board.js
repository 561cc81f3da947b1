/** @odoo-module **/
import { Component, onWillStart } from '@odoo/owl';
import { loadJS } from '@web/core/assets';
import { rpc } from '@web/core/network/rpc';
import { registry } from '@web/core/registry';

/** A client action: the board fills the page below Odoo's menu. */
class DispatchBoard extends Component {
  static template = 'dispatchkit_board.Board';
  static props = ['*'];

  setup() {
    onWillStart(async () => {
      this.settings = await rpc('/dispatchkit/settings');
      await loadJS(this.settings.script);
    });
  }
}

registry.category('actions').add('dispatchkit_board.board', DispatchBoard);
