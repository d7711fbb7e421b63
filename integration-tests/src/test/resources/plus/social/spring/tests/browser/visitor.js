// The example of docs/visitors.md.
// tag::visitor[]
import { connect } from '/socialplus/socialplus.js';

const connection = await connect(Client, { visitor: true });
// end::visitor[]
window.connection = connection;
