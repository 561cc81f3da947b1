import '@dispatchkit/widgets/loader';
import type { IInputs, IOutputs } from './generated/ManifestTypes';

/** An unbound custom API of yours: a plug-in trades the connector's API key for a token, for whoever is signed in. */
const tokenRequest = {
  getMetadata: () => ({ boundParameter: null, operationType: 0, operationName: 'dk_DispatchToken', parameterTypes: {} }),
};

type Connection = HTMLElement & { getToken: () => Promise<string> };

export class DispatchBoard implements ComponentFramework.StandardControl<IInputs, IOutputs> {
  private connection: Connection | undefined;

  public init(
    context: ComponentFramework.Context<IInputs>,
    _changed: () => void,
    _state: object,
    container: HTMLDivElement,
  ): void {
    context.mode.trackContainerResize(true);
    const connection = document.createElement('dk-connection') as Connection;
    connection.getToken = async () => {
      const response = await Xrm.WebApi.online.execute(tokenRequest);
      const { Token } = (await response.json()) as { Token: string };
      return Token;
    };
    connection.append(document.createElement('dk-console'));
    container.append(connection);
    this.connection = connection;
  }

  public updateView(context: ComponentFramework.Context<IInputs>): void {
    this.connection?.setAttribute('url', context.parameters.connectorUrl.raw ?? '');
    this.connection?.style.setProperty('height', `${context.mode.allocatedHeight}px`);
  }

  public getOutputs(): IOutputs {
    return {};
  }

  public destroy(): void {
    this.connection?.remove();
  }
}
