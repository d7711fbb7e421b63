// The example of docs/client.md.
// tag::connect[]
import { connect } from '/socialplus/socialplus.js';

const connection = await connect(Client, { onStateChange: (state) => console.log(state) });
// end::connect[]
window.connection = connection;
